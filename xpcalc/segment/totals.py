"""Readings of all headers -> readings in which a lone name is the employer of what stands below it.

To know such a name by another sign: a function beside `sum_up`, called in `names.name`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from xpcalc.language import Words
from xpcalc.model import Piece
from xpcalc.segment.anchor import filled_by, lies_in, totals
from xpcalc.segment.block import Block
from xpcalc.segment.readings import Reading
from xpcalc.segment.scorer import Scorer


def sum_up(
    picks: list[Reading | None], readings: Sequence[list[Reading]], blocks: Sequence[Block], scorer: Scorer
) -> None:
    """Read a lone name as the employer where its dates hold those of the titles below it.

    Why: "Acme – Leeds (2018 – 2023)" over "Team Manager | 2021 – 2023" and "Agent | 2018 – 2021".
    """
    for n, (whole, inner) in enumerate(pairwise(picks)):
        if whole is None or inner is None or whole.title is None or inner.title is None:
            continue
        if whole.employer is not None or inner.employer is not None or whole.title.field:
            continue
        house = scorer(whole.title.text)[0] < _INNER < scorer(inner.title.text)[0]
        if house and whole.whole and lies_in(blocks[n + 1].anchor.dates, blocks[n].anchor.dates):
            turned = [o for o in readings[n] if o.title is None and o.employer is not None]
            picks[n] = turned[0] if turned else whole


# Unit: points of a title.
_INNER = 0.4


def under_totals(
    picks: list[Reading | None], readings: Sequence[list[Reading]], blocks: Sequence[Block], scorer: Scorer
) -> None:
    """Read a dated line without a title or a text as the employer of the posts below it, whose dates its own hold.

    Why: below "ACME, Leeds   2009 – 2016" stand "Team Lead, Technical Support (2012 – 2016)" and "Agent (2009 – 2012)";
    what follows their titles is a field of work.
    """
    whole = totals([block.anchor for block in blocks])
    for n, options in enumerate(readings):
        block = blocks[n]
        if block.body or block.below or any([o.title and scorer(o.title.text)[0] >= _INNER for o in options]):
            continue
        house = next((o for o in options if o.title is None and o.employer is not None), None)
        posts: dict[int, Reading] = {}
        for k in range(n + 1, len(blocks)):
            post = _post(readings[k], picks[k], scorer, n in whole)
            if post is None or not lies_in(blocks[k].anchor.dates, block.anchor.dates):
                break
            posts[k] = post
        # Why: "Clerk, Acme" may be a job of its own in the years of another.
        filled = filled_by(block.anchor.dates, [blocks[k].anchor.dates for k in posts])
        own = any([pick.title and pick.employer for k in posts if (pick := picks[k])])
        if house is not None and posts and (filled or not own):
            picks[n] = house
            for k, post in posts.items():
                picks[k] = post


def over_openings(
    picks: list[Reading | None],
    readings: Sequence[list[Reading]],
    openings: Sequence[Piece | None],
    words: Words,
    languages: Sequence[str],
) -> None:
    """Read a lone name as the employer where a title opens its text, as most others of the document are read.

    Why: "Óptica Sol (2012 – 2018)" over "Vendedora. Atención al público"; an "óptica" is a person as well.
    """
    titled = [o is not None and words.title_score(o.text, languages) >= _INNER for o in openings]
    lone = [
        n for n, pick in enumerate(picks) if titled[n] and pick and pick.whole and not (pick.title and pick.employer)
    ]
    seats = Counter([(p.employer.slot, p.employer.look) for n in lone if (p := picks[n]) and p.employer])
    names = [(n, p.title) for n in lone if (p := picks[n]) and p.title and not p.title.field]
    for n, name in names:
        if seats[name.slot, name.look] >= max(2, len(names)):
            turned = [o for o in readings[n] if o.title is None and o.employer and o.employer.start == name.start]
            picks[n] = turned[0] if turned else picks[n]


def _post(options: Sequence[Reading], picked: Reading | None, scorer: Scorer, filled: bool) -> Reading | None:
    """Return the reading of a header that names a title and nobody's house; None where it names a house of its own.

    `filled`: the posts fill the time of the employer above them, so that a line below the date is rather text.
    """
    alone = [o for o in options if o.title is not None and o.employer is None]
    titled = [o for o in alone if o.title and not o.title.field and scorer(o.title.text)[0] >= _INNER]
    if picked is None or not titled:
        return None
    title, house = picked.title, picked.employer
    if title is not None and house is not None:
        beside = (house.slot, house.cell) == (title.slot, title.cell) and house.start > title.start
        text = filled and house.start > title.stop and house.slot != title.slot
        if not (beside and house.strength <= 1) and not text:
            return None
        if house.field or scorer(house.text)[1] >= _OWN_HOUSE:
            return None
    return next((o for o in alone if o.whole), titled[0])


# Unit: points of a house. A legal form has more, "Device Development Group" has not.
_OWN_HOUSE = 0.75
