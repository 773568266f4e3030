"""What staff do in chat: the ledger, drafts, approved answers, statistics."""

from __future__ import annotations

import pytest

from bot.answering.answer import Answer, AnswerSentence
from bot.people.people import People
from bot.settings import Settings
from bot.staff.approved import ApprovedAnswers
from bot.texts import Texts
from tests.bot.channels.telegram.conftest import Office
from tests.telegram_server.people import Chat, buttons, labels

TEXTS = Texts.load("telegram")


def _label(kind: str, **variables: object) -> str:
    return TEXTS.say(f"button.{kind}", **variables)


@pytest.fixture
def staff(office: Office, chat: Chat) -> Chat:
    return office.chat(2001)


@pytest.mark.parametrize("command", ["/figures", "/check x", "/inbox", "/answers", "/stats", "/desk"])
async def test_residents_have_none_of_it(chat: Chat, command: str) -> None:
    assert (await chat.ask(command))["text"] == TEXTS.say("unknown_command")


async def test_the_ledger_is_paged_in_place(office: Office, staff: Chat) -> None:
    first = await staff.ask("/figures")
    assert "13" in first["text"]
    assert _label("before") not in labels(first)
    await staff.press(first, _label("after"))
    second = await staff.wait("edit")
    assert second["message_id"] == first["message_id"]
    assert "指标5" in second["text"]
    assert _label("before") in labels(second)


async def test_words_find_figures_and_each_is_copied_with_its_source(staff: Chat) -> None:
    found = await staff.ask("/figures 规模 产值")
    (copied,) = [button["copy_text"]["text"] for button in buttons(found) if "copy_text" in button]
    assert "规模工业产值" in copied
    assert "0.96亿元" in copied
    assert "《工作总结》" in copied
    assert (await staff.ask("/figures 没有这个"))["text"] == TEXTS.say("figures.none")


async def test_what_was_found_comes_as_csv_sheet_and_chart(office: Office, staff: Chat) -> None:
    found = await staff.ask("/figures 指标")
    await staff.press(found, _label("csv"))
    table = await staff.reply()
    content = office.server.world.files[table["document"]["file_id"]].decode("utf-8-sig")
    assert table["document"]["file_name"] == "数字台账.csv"
    assert content.count("指标") == 13  # the heading and twelve rows
    await staff.press(found, _label("xlsx"))
    assert office.server.world.files[(await staff.reply())["document"]["file_id"]].startswith(b"PK")
    await staff.press(found, _label("chart"))
    assert "photo" in await staff.reply()


async def test_a_chart_of_one_figure_is_refused_kindly(staff: Chat) -> None:
    await staff.press(await staff.ask("/figures 规模"), _label("chart"))
    assert (await staff.reply())["text"] == TEXTS.say("figures.no_chart")


async def test_a_pasted_draft_is_judged_the_wrong_numbers_first(staff: Chat) -> None:
    report = (await staff.ask("/check 产值0.96亿元。\n另一处写成1.2亿元。"))["text"]
    assert report.startswith(TEXTS.say("check.head", mismatch=1, unknown=0, match=1))
    assert report.index("1.2亿元") < report.index("产值0.96亿元")
    assert TEXTS.say("check.mismatch", expected="0.96亿元") in report


async def test_a_draft_can_be_replied_to_or_sent_as_a_file(staff: Chat) -> None:
    draft = staff.message(text="产值1.2亿元")
    await staff.say("/check", reply_to=draft)
    assert TEXTS.say("check.head", mismatch=1, unknown=0, match=0) in (await staff.reply())["text"]
    await staff.send_document("稿子.txt", "产值0.96亿元".encode(), caption="/check")
    assert TEXTS.say("check.head", mismatch=0, unknown=0, match=1) in (await staff.reply())["text"]
    assert (await staff.ask("/check"))["text"] == TEXTS.say("check.usage")


async def _answered_request(office: Office, chat: Chat, staff: Chat) -> dict[str, object]:
    question = "食堂几点开门"
    office.assistant.answers[question] = Answer(question, "not_found", (AnswerSentence("没有写。", "fixed"),))
    await chat.press(await chat.ask(question), _label("question"))
    await staff.say("每天十点半。", reply_to=await staff.reply())
    return await staff.reply()


async def test_a_reply_becomes_an_approved_answer_that_is_found_first(office: Office, staff: Chat) -> None:
    chat, admin = office.chat(), office.chat(3001)
    delivered = await _answered_request(office, chat, staff)
    await admin.reply()
    await staff.press(delivered, _label("keep"))
    draft = await admin.reply()
    other = office.chat(1002)
    assert "没有写" in (await other.ask("食堂几点开门"))["text"]
    await admin.press(draft, _label("year"))
    assert "#1" in (await admin.reply())["text"]
    found = await other.ask("请问食堂几点开门呢?")
    assert found["text"].startswith("每天十点半。[1]")
    assert "工作人员答复" in found["text"]
    await other.press(found, _label("source", n=1))
    assert "食堂几点开门" in (await other.reply())["text"]


async def test_what_was_proposed_elsewhere_is_for_every_admin_to_decide(office: Office) -> None:
    async with office.running() as channel:
        admin, staff = office.chat(3001), office.chat(2001)
        await channel.propose(await ApprovedAnswers(office.database).draft("食堂几点开门", "十点半。", 0))
        draft = await admin.reply()
        assert "食堂几点开门" in draft["text"]
        await admin.press(draft, _label("year"))
        assert "#1" in (await admin.reply())["text"]
        assert staff.done() == []


async def test_an_admin_can_turn_a_draft_down_and_withdraw_an_answer(office: Office, staff: Chat) -> None:
    chat, admin = office.chat(), office.chat(3001)
    delivered = await _answered_request(office, chat, staff)
    await admin.reply()
    await staff.press(delivered, _label("keep"))
    draft = await admin.reply()
    await staff.reply()
    await admin.press(draft, _label("always"))
    await admin.reply()
    await admin.press(draft, _label("reject"))
    assert (await admin.reply())["text"] == TEXTS.say("approve.decided_before")
    await admin.press(await admin.ask("/answers"), _label("unrelease"))
    assert (await admin.reply())["text"] == TEXTS.say("approve.unrelease", number=1)
    assert (await staff.ask("/answers"))["text"] == TEXTS.say("approve.none")
    audit = (await admin.ask("/audit"))["text"]
    assert TEXTS.say("audit.release") in audit
    assert TEXTS.say("audit.unrelease") in audit


async def test_statistics_as_text_and_picture_name_nobody(office: Office, staff: Chat) -> None:
    chat = office.chat()
    office.assistant.answers["没有的"] = Answer("没有的", "not_found", (AnswerSentence("没有写。", "fixed"),))
    await chat.press(await chat.ask("产值?"), _label("useful"))
    await chat.ask("没有的")
    told = await staff.ask("/stats")
    assert TEXTS.say("stats.row", text="没有的", number=1) in told["text"].partition(TEXTS.say("stats.never"))[2]
    assert "50%" in told["text"]
    assert "1001" not in told["text"]
    assert "photo" in await staff.reply()


async def test_a_link_to_the_desk_signs_in_once_and_reaches_no_log(
    office: Office, staff: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG", "bot"):
        told = (await staff.ask("/desk"))["text"]
    link = told.rpartition("/desk/sign-in?link=")[2].partition("\n")[0]
    assert link
    assert link not in caplog.text
    assert TEXTS.say("desk.only_here") in told
    entrance = People.open(office.database, Settings.load(office.environment)).entrance
    insider = await entrance.insider(await entrance.by_link(link) or "")
    assert insider is not None
    assert insider.name == "telegram:2001"
    assert await entrance.by_link(link) is None
