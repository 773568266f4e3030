"""Tokens a day, calls at a time, the breaker: with a clock that the test turns."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest

from bot.answering.model.budget import Budget, Limits, OverBudgetError, Spent
from tests.clock import NOON, Clock


class FaultError(Exception):
    pass


def fail(budget: Budget, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(FaultError), budget.call(FaultError):
            raise FaultError


def passes(budget: Budget) -> bool:
    try:
        with budget.call(FaultError):
            return True
    except OverBudgetError:
        return False


def test_tokens_of_a_day_end_and_come_back_the_next_day() -> None:
    clock = Clock()
    budget = Budget(Limits(tokens_a_day=100), clock)
    budget.spend(99)
    assert passes(budget)
    budget.spend(1)
    with pytest.raises(OverBudgetError, match="tokens"), budget.call(FaultError):
        pass
    clock.turn(days=1)
    assert budget.spent.tokens == 0
    assert passes(budget)


def test_what_was_spent_outlives_a_restart() -> None:
    clock = Clock()
    kept: list[Spent] = []
    Budget(Limits(tokens_a_day=100), clock, on_spend=kept.append).spend(100)
    assert kept == [Spent(NOON.date(), 100)]
    assert not passes(Budget(Limits(tokens_a_day=100), clock, spent=kept[-1]))


def test_without_a_limit_tokens_never_end() -> None:
    budget = Budget(Limits(), Clock())
    budget.spend(10**9)
    assert passes(budget)


def test_no_tokens_at_all_means_no_model() -> None:
    assert not passes(Budget(Limits(tokens_a_day=0), Clock()))


def test_calls_at_once() -> None:
    budget = Budget(Limits(calls_at_once=2), Clock())
    with ExitStack() as held:
        held.enter_context(budget.call(FaultError))
        held.enter_context(budget.call(FaultError))
        with pytest.raises(OverBudgetError, match="busy"), budget.call(FaultError):
            pass
    assert passes(budget)


def test_the_breaker_opens_after_failures_in_a_row_only() -> None:
    budget = Budget(Limits(failures=3), Clock())
    fail(budget, 2)
    assert passes(budget)
    fail(budget, 2)
    assert passes(budget)
    fail(budget, 3)
    with pytest.raises(OverBudgetError, match="resting"), budget.call(FaultError):
        pass


def test_half_open_lets_one_call_try() -> None:
    clock = Clock()
    budget = Budget(Limits(failures=2, pause=timedelta(seconds=30)), clock)
    fail(budget, 2)
    clock.turn(seconds=31)
    with budget.call(FaultError):
        assert not passes(budget)
    assert passes(budget)


def test_a_failed_try_opens_it_again_for_the_whole_pause() -> None:
    clock = Clock()
    budget = Budget(Limits(failures=2, pause=timedelta(seconds=30)), clock)
    fail(budget, 2)
    clock.turn(seconds=31)
    fail(budget)
    clock.turn(seconds=29)
    assert not passes(budget)
    clock.turn(seconds=2)
    assert passes(budget)


def test_a_clock_that_is_put_back_makes_no_rest_longer() -> None:
    clock = Clock()
    budget = Budget(Limits(failures=1, pause=timedelta(seconds=30)), clock)
    fail(budget)
    clock.turn(days=-300)
    assert passes(budget)


def test_another_exception_says_nothing_about_the_endpoint() -> None:
    clock = Clock()
    budget = Budget(Limits(failures=1), clock)
    with pytest.raises(KeyboardInterrupt), budget.call(FaultError):
        raise KeyboardInterrupt
    assert passes(budget)
    fail(budget)
    clock.turn(seconds=31)
    with pytest.raises(KeyboardInterrupt), budget.call(FaultError):
        raise KeyboardInterrupt
    assert passes(budget)
