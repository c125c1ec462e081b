"""Kakao's side of a skill: requests in all the shapes that were seen, and a judge of every response."""

import json
import re
from dataclasses import dataclass
from typing import cast

import httpx

from tests.fakes.telegram.values import Json, Tree, utf16

PATH = "/kakao/skill"
MAX_BYTES = 30_720
_MARKUP = re.compile(r"</?(b|i|u|s|a|p|br|div|span|strong|em|code|pre)\b[^>]*>|\*\*\w|\[[^\]]+\]\(https?:", re.IGNORECASE)
_COMPONENTS = {"simpleText", "simpleImage", "textCard", "basicCard", "commerceCard", "listCard", "itemCard", "carousel"}
_CAROUSEL = {"textCard", "basicCard", "commerceCard", "listCard", "itemCard"}
_NEEDS = {"webLink": "webLinkUrl", "message": "messageText", "block": "blockId", "phone": "phoneNumber"}


def request(utterance: str, user: str = "u-7f3", **more: Json) -> Tree:
    """A minimal realistic request; `extra`, `params`, `bot`, `block` change what they name."""
    block: Json = {"id": "b-100", "name": more.get("block", "폴백 블록")}
    return {
        "intent": {"id": "b-100", "name": "폴백 블록"},
        "userRequest": {
            "timezone": "Asia/Seoul",
            "lang": more.get("lang", "ko"),
            "utterance": utterance,
            "block": block,
            "params": more.get("params", {"surface": "Kakaotalk.plusfriend"}),
            "user": {"id": user, "type": "botUserKey", "properties": {"plusfriendUserKey": f"p-{user}", "isFriend": True}},
        },
        "bot": {"id": more.get("bot", "bot-1"), "name": "협동조합 상담봇"},
        "action": {"id": "s-1", "name": "main", "params": {}, "detailParams": {}, "clientExtra": more.get("extra")},
        "contexts": [],
    }


def variants(utterance: str) -> dict[str, Tree]:
    """The same words in every shape a request may have."""
    bare = request(utterance)
    asked = cast(Tree, bare["userRequest"])
    lean: Tree = {**asked, "user": {"id": "u-7f3", "type": "botUserKey"}}
    knowledge: Tree = {"responseType": "default", "matchedKnowledges": [{"question": "q", "answer": "a", "categories": ["c"]}]}
    return {
        "as documented": bare,
        "lang kr": request(utterance, lang="kr"),
        "no properties, friend, contexts or params": {
            **{key: value for key, value in bare.items() if key not in ("contexts", "intent")},
            "userRequest": {key: value for key, value in lean.items() if key not in ("params", "lang")},
        },
        "no action": {key: value for key, value in bare.items() if key != "action"},
        "empty extra": request(utterance, extra={}),
        "foreign extra": request(utterance, extra={"faq": "gm-quorum"}),
        "flow": {**bare, "flow": {"trigger": {"type": "TEXT_INPUT"}, "lastBlock": {"id": "b", "name": "n"}}},
        "knowledge": {**bare, "intent": {"id": "b", "name": "지식+", "extra": {"knowledge": knowledge}}},
        "event": request(utterance, params={"ticket": "t-1"}),
        "callback": {**bare, "userRequest": {**asked, "callbackUrl": "https://bot-api.kakao.com/cb/1"}},
        "field of next year": {**bare, "mood": {"level": 3}},
    }


@dataclass
class FakeKakao:
    """Calls a skill and judges what comes back."""

    client: httpx.AsyncClient
    secret: str

    async def ask(self, tree: Tree, *, request_id: str = "") -> "Heard":
        """One turn; AssertionError when the response breaks a rule of Kakao."""
        headers = {"x-dure-secret": self.secret, **({"x-request-id": request_id} if request_id else {})}
        answer = await self.client.post(PATH, json=tree, headers=headers)
        assert answer.status_code == 200
        faults = judge(answer.content)
        assert faults == []
        return Heard(answer.content)


@dataclass
class Heard:
    """A response as the person sees it."""

    raw: bytes

    @property
    def template(self) -> Tree:
        return cast(Tree, cast(Tree, json.loads(self.raw))["template"])

    @property
    def outputs(self) -> list[Tree]:
        return cast(list[Tree], self.template["outputs"])

    @property
    def quick(self) -> list[Tree]:
        return cast(list[Tree], self.template.get("quickReplies", []))

    @property
    def labels(self) -> list[str]:
        return [str(reply["label"]) for reply in self.quick]

    @property
    def text(self) -> str:
        """All words in all bubbles."""
        return "\n".join(_words(output) for output in self.outputs)

    def press(self, label: str) -> Tree:
        """The request that pressing a quick reply makes."""
        [reply] = [reply for reply in self.quick if reply["label"] == label]
        return request(str(reply["messageText"]), extra=reply.get("extra"))


def _words(tree: Json) -> str:
    if isinstance(tree, dict):
        return "\n".join(_words(value) for key, value in tree.items() if key in ("simpleText", "textCard", "text", "title", "description"))
    return str(tree)


def judge(body: bytes) -> list[str]:
    """Everything in a response that Kakao would drop, refuse or show badly."""
    if len(body) > MAX_BYTES:
        return [f"{len(body)} bytes"]
    tree: Json = json.loads(body.decode("utf-8"))
    if not isinstance(tree, dict) or tree.get("version") != "2.0":
        return ["version is not 2.0"]
    template = tree.get("template")
    if not isinstance(template, dict):
        return ["no template"]
    outputs, quick = template.get("outputs"), template.get("quickReplies", [])
    faults = [f"null at {place}" for place in _nulls(tree)]
    if not isinstance(outputs, list) or not 1 <= len(outputs) <= 3:
        return [*faults, "1 to 3 outputs are wanted"]
    for output in outputs:
        faults += _judge_output(output)
    if not isinstance(quick, list) or len(quick) > 10:
        return [*faults, "up to 10 quick replies are wanted"]
    for reply in quick:
        faults += _judge_button(reply, 14, ("message", "block"))
    return faults


def _nulls(tree: Json, place: str = "") -> list[str]:
    if isinstance(tree, dict):
        return [found for key, value in tree.items() for found in _nulls(value, f"{place}.{key}")]
    if isinstance(tree, list):
        return [found for value in tree for found in _nulls(value, f"{place}[]")]
    return [place] if tree is None else []


def _judge_output(output: Json) -> list[str]:
    if not isinstance(output, dict) or len(output) != 1 or not set(output) <= _COMPONENTS:
        return ["an output holds exactly one known component"]
    [(name, component)] = output.items()
    if not isinstance(component, dict):
        return [f"{name} is no object"]
    if name == "simpleText":
        return _judge_text(component.get("text"), 1000, "simpleText")
    if name == "textCard":
        return _judge_card(component, 400)
    if name == "carousel":
        return _judge_carousel(component)
    return [f"{name} is not judged here"]


def _judge_text(text: Json, limit: int, what: str) -> list[str]:
    if not isinstance(text, str) or not text.strip():
        return [f"{what} is empty"]
    faults = [f"{what} has {utf16(text)} letters"] if utf16(text) > limit else []
    return [*faults, f"{what} holds markup"] if _MARKUP.search(text) else faults


def _judge_card(card: Tree, limit: int) -> list[str]:
    title, description = str(card.get("title", "")), str(card.get("description", ""))
    faults = _judge_text(title + description, limit, "textCard")
    if utf16(title) > 50:
        faults.append("textCard title is too long")
    buttons = card.get("buttons", [])
    if not isinstance(buttons, list):
        return [*faults, "buttons are no list"]
    wide = card.get("buttonLayout") == "horizontal"
    if len(buttons) > (2 if wide else 3):
        faults.append("too many buttons")
    for button in buttons:
        faults += _judge_button(button, 8 if wide else 14, ("webLink", "message", "block", "phone", "share", "operator"))
    return faults


def _judge_carousel(carousel: Tree) -> list[str]:
    kind, items = carousel.get("type"), carousel.get("items")
    if kind not in _CAROUSEL or not isinstance(items, list) or not 1 <= len(items) <= (5 if kind == "listCard" else 10):
        return ["carousel is malformed"]
    return [fault for item in items for fault in (_judge_card(item, 178) if isinstance(item, dict) else ["item is no object"])]


def _judge_button(button: Json, limit: int, actions: tuple[str, ...]) -> list[str]:
    if not isinstance(button, dict) or button.get("action") not in actions:
        return ["a button has no known action"]
    faults = _judge_text(button.get("label"), limit, "label")
    need = _NEEDS.get(str(button["action"]), "")
    if need and not button.get(need):
        faults.append(f"a button lacks {need}")
    if need == "webLinkUrl" and not str(button.get(need)).startswith("https://"):
        faults.append("an address is not https")
    if "extra" in button and not isinstance(button["extra"], dict):
        faults.append("extra is no object")
    return faults
