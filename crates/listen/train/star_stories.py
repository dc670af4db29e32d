"""Reads our own labelled stories (star/*.txt) into the same records as a labelled JSON Lines file.

A story starts with `== question kind | quality | question`. Each line after it is one sentence: a
letter for its part (s situation, t tension, a action, r result, d trade-off, c changed after, o other),
then letters for the checklist entries that it supports, a bar, and the sentence as it was said.
"""

import json
import pathlib

PARTS = {"s": "situation", "t": "tension", "a": "action", "r": "result", "d": "trade_off", "c": "changed", "o": "other"}
COMMON = {
    "P": "clear_problem",
    "H": "high_stakes_decision",
    "M": "measurable_result",
    "D": "trade_off_explained",
    "L": "reusable_lesson",
    "I": "personal_role_clear",
}
OF_KIND = {
    "incident_response": {"1": "detection", "2": "diagnosis", "3": "mitigation", "4": "prevention"},
    "technical_trade_off": {"1": "options", "2": "criteria", "3": "outcome", "4": "given_up"},
    "scaling_10x": {"1": "capacity_planning", "2": "bottleneck", "3": "change_made"},
}


def ours():
    stories = []
    for path in sorted((pathlib.Path(__file__).parent / "star").glob("*.txt")):
        for line in path.read_text().splitlines():
            if line.startswith("== "):
                kind, quality, question = line[3:].split(" | ")
                keys = COMMON | OF_KIND.get(kind, {})
                stories.append({
                    "id": f"{path.stem}-{len(stories) + 1}",
                    "question_kind": kind,
                    "question": question,
                    "sentences": [],
                    "labels": [],
                    "checklist": dict.fromkeys(keys.values()),
                    "quality": quality,
                })
            elif line.strip():
                marks, sentence = line.split(" | ", 1)
                story = stories[-1]
                for mark in marks[1:].replace(" ", ""):
                    story["checklist"][keys[mark]] = len(story["sentences"])
                story["labels"].append(PARTS[marks[0]])
                story["sentences"].append(sentence)
    return stories


if __name__ == "__main__":
    for story in ours():
        print(json.dumps(story))
