"""English words: which say nothing of what a question is about, and their stems. Pure functions."""

from __future__ import annotations

import re

_BRITISH = re.compile(r"tre(?=s?$)|(?<=[bnlvd])our")  # centre, neighbour
_MANY = (("ies", "y"), ("sses", "ss"), ("es", ""), ("s", ""))
_DOING = (("ing", ""), ("ed", ""))
_UNSAID_WORDS = (
    "a an the of in on at to for from by with and or but as is are was were be been being am do does did has have had "
    "will would shall should can could may might must it its this that these those there here i me my we us our you "
    "your he she they them their his her what when where who whom whose which why how many much please tell about any "
    "some all not no yes if so than then also just still yet already now currently recently ever get got make made "
    "give gave go went gone come came know known want like need find found say said report sub-district subdistrict "
    "office year month long often new first second third one two three right correct true far well per into over "
    "during since until between after before up out more most other another each every very such only own same take "
    "took taken ok okay sure people person someone somebody money show let next thing something anything happen "
    "last whether hello hi hey thanks thank end send sent mention kind sort rest within outside inside old yuan rmb good "
    "bad big bigger biggest great best worst small large high higher low lower place near nearby around close help father mother "
    "dad mum mom grandma grandpa grandmother grandfather parent friend lose lost break broke broken fix renew support "
    "enough government quick soon easy hard different lot various main use call name documents detail information overall "
    "summary summarize summarise explain describe overview situation condition current recent part ago today tomorrow day "
    "week time moment way able possible available specific exact roughly approximately maybe everyone anyone anybody "
    "everything somewhere anywhere live stay think believe hear heard see saw seen look try keep put set seem become became "
    "because though while however both few less least almost nearly again always never sometimes usually really too "
    "me's what's it's i'm don't doesn't didn't isn't aren't wasn't can't won't whats im dont pls ask question answer"
).split()


def stem(word: str) -> str:
    """A word without its commonest endings; only ever compared with other stems."""
    word = _BRITISH.sub(lambda found: {"tre": "ter"}.get(found[0], "or"), word.replace("’", "'").removesuffix("'s"))
    for endings in (_MANY, _DOING):
        ending, rest = next((pair for pair in endings if word.endswith(pair[0])), ("", ""))
        if len(word) - len(ending) > 2 and not word.endswith(("ss", "news")):
            word = word.removesuffix(ending) + rest
    return word.removesuffix("e") if len(word) > 3 else word


UNSAID = frozenset(map(stem, _UNSAID_WORDS))
