"""What a resident finds: a start that says as of when, cards, opinions, help, a refusal that leads on, elders' mode."""

from __future__ import annotations

from bot.answering.answer import Answer, AnswerSentence
from bot.answering.writing.phrase import Contact
from bot.channels.telegram.cards import answer_card
from bot.people.pseudonyms import Pseudonyms
from bot.staff.inbox import Inbox
from bot.texts import Texts
from tests.bot.channels.telegram.conftest import Office
from tests.telegram_server.fakes import answer, citation
from tests.telegram_server.faults import FORBIDDEN
from tests.telegram_server.people import Chat, labels

TEXTS = Texts.load("telegram")


def _label(kind: str) -> str:
    return TEXTS.say(f"button.{kind}")


def _refused(question: str) -> Answer:
    return Answer(question, "not_found", (AnswerSentence("报告里没有写到。", "fixed"),), edition="e1")


async def test_only_questions_that_are_answered_are_suggested(office: Office, chat: Chat) -> None:
    office.assistant.answers["老人有什么服务?"] = _refused("老人有什么服务?")
    assert labels(await chat.ask("/start")) == ["规模工业产值是多少?"]
    await chat.ask("/start")
    assert len(office.assistant.asked) == 2  # tried once an edition


async def test_start_says_as_of_when_and_its_suggestions_are_answered(office: Office, chat: Chat) -> None:
    start = await chat.ask("/start")
    assert TEXTS.say("as_of", year="2022", month=6) in start["text"]
    assert labels(start) == list(office.shelf.asked)
    await chat.press(start, "老人有什么服务?")
    assert "老人有什么服务?" in (await chat.reply())["text"]
    assert (await chat.reply())["text"].startswith("答:老人有什么服务?")


async def test_choices_of_an_unclear_question_are_buttons_that_ask(office: Office, chat: Chat) -> None:
    office.assistant.answers["多少?"] = Answer("多少?", "clarify", (), choices=("产值多少?", "税收多少?"))
    await chat.press(await chat.ask("多少?"), "税收多少?")
    await chat.reply()
    assert (await chat.reply())["text"].startswith("答:税收多少?")
    assert office.assistant.asked[-1].history == ("多少?",)


async def test_a_card_is_a_picture_with_the_answer(chat: Chat) -> None:
    reply = await chat.ask("产值?")
    await chat.press(reply, _label("card"))
    assert (await chat.reply())["photo"][0]["file_size"] > 10_000


async def test_opinions_are_kept_the_last_one_counts(office: Office, chat: Chat) -> None:
    reply = await chat.ask("产值?")
    await chat.press(reply, _label("useful"))
    await chat.press(reply, _label("useless"))
    asked_why = await chat.wait("edit")
    assert _label("useful") not in labels(asked_why)
    await chat.press(asked_why, TEXTS.say("feedback.beside"))
    assert labels(await chat.wait("edit"))[0] == TEXTS.say("button.source", n=1)
    rows = office.database.do(lambda c: c.exec_driver_sql("SELECT useful, reason FROM feedback").all())
    assert rows == [(0, "beside")]


async def test_a_refusal_leads_to_the_nearest_sections(office: Office, chat: Chat) -> None:
    office.assistant.answers["没有的"] = _refused("没有的")
    reply = await chat.ask("没有的")
    assert labels(reply)[:2] == [TEXTS.say("button.near", title=near.title) for near in office.shelf.near]
    await chat.press(reply, "社区食堂")
    assert (await chat.reply())["text"] == "社区食堂\n\n食堂的一段。"


async def test_a_refused_question_reaches_the_staff_and_their_reply_the_asker(office: Office, chat: Chat) -> None:
    office.assistant.answers["没有的"] = _refused("没有的")
    staff = office.chat(2001)
    reply = await chat.ask("没有的")
    told = await chat.press(reply, _label("question"))
    assert told["alert"]
    request = await staff.reply()
    assert "没有的" in request["text"]
    await staff.say("可以来街道一楼办。", reply_to=request)
    answered = (await chat.reply())["text"]
    assert "没有的" in answered
    assert "可以来街道一楼办。" in answered
    assert "#1" in (await staff.reply())["text"]
    await staff.say("再说一遍", reply_to=request)
    assert (await staff.reply())["text"] == TEXTS.say("inbox.answered_before")
    assert (await staff.ask("/inbox"))["text"] == TEXTS.say("inbox.empty")


async def test_the_same_question_is_handed_over_once_also_after_a_restart(office: Office) -> None:
    chat = office.chat()
    async with office.running():
        reply = await chat.ask("产值?")
        await chat.press(reply, _label("help"))
        offer = await chat.reply()
        assert "12345" in offer["text"]
        await chat.press(offer, _label("call_me"))
    async with office.running():
        assert (await chat.press(offer, _label("call_me")))["text"] == TEXTS.say("help_me.sent_before")
        staff = office.chat(2001)
        assert (await staff.ask("/inbox"))["text"] == TEXTS.say("inbox.open", number=1)
        assert TEXTS.say("inbox.help") in (await staff.reply())["text"]


async def test_a_reply_to_someone_who_left_is_kept_and_the_staff_told(office: Office, chat: Chat) -> None:
    office.assistant.answers["没有的"] = _refused("没有的")
    staff, admin = office.chat(2001), office.chat(3001)
    await chat.press(await chat.ask("没有的"), _label("question"))
    request = await staff.reply()
    await admin.reply()
    office.server.faults.order("sendMessage", FORBIDDEN)
    await staff.say("回复", reply_to=request)
    assert (await staff.reply())["text"] == TEXTS.say("inbox.unreachable", number=1)


async def test_a_reply_kept_elsewhere_or_in_bad_weather_arrives_once(office: Office) -> None:
    chat, inbox = office.chat(), Inbox(office.database, Pseudonyms.load(office.database))
    office.assistant.answers["没有的"] = _refused("没有的")
    async with office.running():
        await chat.press(await chat.ask("没有的"), _label("question"))
    await inbox.reply(1, 0, "请到一楼办。")
    async with office.running():
        assert "请到一楼办。" in (await chat.reply())["text"]
    assert [(one.told_at is not None, one.unreachable) for one in await inbox.replied()] == [(True, False)]
    async with office.running():
        assert (await chat.ask("/help"))["text"] == TEXTS.say("help")  # and not the reply once more
    assert await inbox.untold() == []


async def test_elders_get_one_idea_a_message_a_card_and_four_buttons(office: Office, chat: Chat) -> None:
    text = "食堂开了两家。一家在东头;另一家在西头。"
    office.assistant.answers["第1个问题?"] = answer("第1个问题?", text, citation())
    switched = await chat.ask("/elder")
    keys = [key["text"] for row in switched["reply_markup"]["keyboard"] for key in row]
    assert keys == ["大按钮1", "大按钮2", "大按钮3", "大按钮4"]
    await chat.say("大按钮1")
    ideas = [await chat.reply() for _ in range(3)]
    assert [idea["text"] for idea in ideas] == ["食堂开了两家。", "一家在东头;", "另一家在西头。"]
    assert labels(ideas[-1])[0] == TEXTS.say("button.source", n=1)
    assert "photo" in await chat.reply()
    assert (await chat.ask("/elder"))["reply_markup"] == {"remove_keyboard": True}
    assert "[1]" in (await chat.ask("第1个问题?"))["text"]


def test_a_card_tells_the_answer_large_and_its_closing_lines_small() -> None:
    sentences = (
        AnswerSentence("报告写明:", "fixed"),
        AnswerSentence("产值0.96亿元。", "document", (1,)),
        AnswerSentence("(内容截至2022年6月。)", "fixed"),
    )
    contact = Contact("热线", "12345")
    card = answer_card(Answer("产值?", "answered", sentences, (citation(),)), contact, TEXTS)
    assert card.text == "报告写明:\n产值0.96亿元。"
    assert card.foot == ("(内容截至2022年6月。)", TEXTS.say("card.contact", contact="热线", phone="12345"))
    plain = answer_card(answer("产值?", "0.96亿元", citation()), contact, TEXTS)
    assert plain.foot[0] == TEXTS.say("card.source", title="工作总结")
