"""The earlier question with one of its things exchanged: 三期 for 四期, 高龄津贴 for 护理补贴. Pure functions."""

from __future__ import annotations

import re

from bot.answering.question.wordings import ASKING, ASPECT, is_nominal, mere_aspect, nominal, tagged

_SLOTS = (
    re.compile(r"[一二三四五六七八九十\d]+(?:期|级岗?|季度|号楼|轮|批|年级|幢|楼)"),
    re.compile(r"(?:19|20)\d\d年(?:上半年|下半年)?|去年|今年|明年|前年"),
    re.compile(r"上半年|下半年"),
    re.compile(r"\d+月份?"),
    re.compile(r"\d+(?:周)?岁"),
)
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_NEXT_YEAR = {"前一年": -1, "上一年": -1, "上年": -1, "后一年": 1, "下一年": 1, "第二年": 1, "次年": 1}
_PLACE = re.compile(
    r"[㐀-鿿]{1,10}?(?:社区|村|小区|街道|路|弄|街|店|中心|公园|学校|河|湖|桥|商城|酒店|医院|广场|大厦|区|镇)"
)
_AGE = re.compile(r"\d+(?:周)?岁")
_AROUND = re.compile(r"^[的了是有呢,,]+|(?:总|也|还)?(?:可以|能|行)?吧[??]?$|[的了]$")
_OWNER = re.compile(r"[^的是有]{2,10}(?=的)")
_NAMED_AFTER = re.compile(r"^(?:新村|小区|花园|社区|公寓|大厦|家园|[一二三四五六]村)")  # the end of a place's name
_AT_END = 6  # characters from the word of asking to the end of a question that ends with it


def instead(bare: str, previous: str, subject: str) -> str | None:
    """``previous`` with ``bare`` in the place of its like; None where ``bare`` asks by itself or has no like."""
    if (swapped := _same_sort(bare, previous, subject)) is not None:
        return swapped
    thing = _AROUND.sub("", bare)
    if ASKING.search(thing) or ASPECT.fullmatch(thing):
        return None
    if not nominal(thing) or mere_aspect(thing):
        return _of_the_same(thing, previous, subject)
    return _alike(thing, previous) or _in_front(thing, previous)


def is_slot(text: str) -> bool:
    """Whether a text is nothing but a phase, a year, a rank or an age."""
    return any(slot.fullmatch(text) for slot in _SLOTS)


def _same_sort(bare: str, previous: str, subject: str) -> str | None:
    """A phase for a phase, a year for a year, a road for a road; what else is asked of it comes after."""
    thing = _AROUND.sub("", bare)
    for slot in _SLOTS:
        new, old = slot.search(bare), slot.search(previous)
        if new and old:
            rest = _AROUND.sub("", bare.replace(new[0], "", 1))
            if not rest:
                return previous.replace(old[0], new[0])
            return f"{subject.replace(old[0], '')}{new[0]}{rest}" if old[0] in subject else f"{new[0]}{subject}{rest}"
    if is_slot(thing) and subject and subject in previous:
        return previous.replace(subject, subject + thing, 1)
    if (shift := _NEXT_YEAR.get(thing)) and (year := _YEAR.search(previous)):
        return previous.replace(year[0], f"{int(year[1]) + shift}年", 1)
    if thing.isdigit() and (age := _AGE.search(previous)):
        return previous.replace(age[0], f"{thing}岁", 1)
    place, old_place = _PLACE.fullmatch(thing), _PLACE.search(previous)
    if place and old_place and thing[-1] == old_place[0][-1] and "的" not in old_place[0]:
        return previous.replace(old_place[0], thing)
    return None


def _of_the_same(doing: str, previous: str, subject: str) -> str | None:
    """Another thing done to the same subject: 电梯装好几部了, 正在装的 → 电梯正在装的几部了."""
    asking = ASKING.search(previous)
    return f"{subject}{doing}{previous[asking.start() :]}" if asking and _ends(previous, asking) else None


def _alike(thing: str, previous: str) -> str | None:
    """Exchanged for a word with the same end (高龄津贴 for 护理补贴) or the same beginning (线下 for 线上)."""
    last, first = tagged(thing)[-1][0], tagged(thing)[0][0]
    start, run = 0, 0
    for word, sort in tagged(previous):
        run = run if is_nominal(word, sort) else start + len(word)
        if len(word) > 1 and word[-1] == last[-1] and thing not in previous and not ASKING.search(word):
            rest = _NAMED_AFTER.sub("", previous[start + len(word) :])
            return previous[: min(run, start)] + thing + rest
        if word[0] == first[0] and word != first and len(word) == len(first) > 1 and is_nominal(word, sort):
            return previous[:start] + thing + previous[start + len(word) :]
        start += len(word)
    return None


def _in_front(thing: str, previous: str) -> str | None:
    """In the place of what stands first, what was asked of it kept: 商城销售额多少, 金店 → 金店销售额多少."""
    asking = ASKING.search(previous)
    if asking is None or not _ends(previous, asking):
        return None
    if owner := _OWNER.match(previous[: asking.start()]):
        return thing + previous[owner.end() :]
    words = list(tagged(previous[: asking.start()]))
    run = next((at for at, (word, sort) in enumerate(words) if not is_nominal(word, sort)), len(words))
    kept = next((at for at in range(run - 1, 0, -1) if not _kept(*words[at])), 0) + 1 if run else 0
    said = [word for word, sort in words[min(kept, run) :] if not _deed(word, sort)]
    kept_text = "".join(said)
    return f"{thing}{'' if thing.endswith(kept_text) else kept_text}{previous[asking.start() :]}"


def _kept(word: str, sort: str) -> bool:
    return sort == "vn" or bool(ASPECT.fullmatch(word))


def _deed(word: str, sort: str) -> bool:
    """A verb of its own, which another thing need not share: 矛盾纠纷调处多少件, 信访 → 信访多少件."""
    return sort == "v" and len(word) > 1 and not ASPECT.fullmatch(word)


def _ends(previous: str, asking: re.Match[str]) -> bool:
    return len(previous) - asking.start() <= _AT_END
