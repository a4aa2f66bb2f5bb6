import time

import pytest

from pipeline.thai.trust import trust

THAI = (
    "ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลถ้ำรงค์ ประจำปี ๒๕๖๘ ได้คะแนนรวม ๙๑.๕๙ (ผ่าน) ซึ่งจะได้วิเคราะห์ผลการ"
    "ประเมิน โดยจำแนกตามเครื่องมือการประเมิน และระบุประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน"
)


@pytest.mark.parametrize(
    "text",
    [
        THAI,
        "๑\n๑๐๐\n98.92\n-\n85.00 %",
        "The Integrity and Transparency Assessment (ITA) is published at https://itas.nacc.go.th every year.",
        "E9 O25 I7 IIT EIT Public e-Service F-16 A4",
    ],
)
def test_clean_text_is_trusted_fully(text):
    assert trust(text) == 1.0


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("ำ", " า"),
        lambda text: text.replace("ำ", "\u0e4d\u0e32"),
        lambda text: text.replace("่", "\uf70a").replace("ิ", "\uf701"),
        lambda text: text.replace("ำ", "า"),
        lambda text: text.replace("ที่", "ท\u0e48\u0e35"),
    ],
)
def test_damaged_letters_alone_are_no_reason_to_read_a_page_anew(damage):
    assert damage(THAI) != THAI
    assert trust(damage(THAI)) > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "m1l1r:Ei'rtfry fl1Jt{u1Jl1U:1J'lru n1:rl:vrfiunru6::uuavn?1ultJ:ttto",
        "ri1va'.rn1:n'ufiuYrl{1u tl:va.i1tJ {u il:vut ru Y,t.fi. bdbo",
        "(cid:12)(cid:7)(cid:140) (cid:33)(cid:2)",
        "\x03\x11\x1f\x04 \x12\x02",
        "\ue001\ue022\ue013 \ue101",
        "\ufffd\ufffd\ufffdก\ufffd",
        "".join(chr(ord(letter) + 1) if "ก" <= letter < "ฮ" else letter for letter in THAI),
        THAI[::-1],
        "",
        "  \n",
    ],
)
def test_a_worthless_layer_is_not_trusted(text):
    assert trust(text) < 0.5


@pytest.mark.parametrize("piece", ["([", "1,", "a.b@", "(cid:", "เ", "1,000"])
def test_no_text_takes_more_than_linear_time(piece):
    started = time.process_time()
    trust(piece * (40_000 // len(piece)))
    assert time.process_time() - started < 2


def test_trust_falls_with_every_lost_letter():
    few, many = THAI.replace("ำ", "\ufffd"), THAI.replace("ร", "\ufffd")
    assert 1.0 > trust(few) > 0.8 > trust(many)
