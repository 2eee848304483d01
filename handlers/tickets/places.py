"""Which grid an address or a QR code belongs to."""

from handlers.tickets.people import House, Place, Tier
from knowledge.text import normalise


def grids(house: House) -> tuple[Place, ...]:
    return tuple(place for place in house.places if place.tier is Tier.GRID)


def grid_by_address(house: House, address: str) -> Place | None:
    """The grid whose longest word is in the address; None when none or two fit equally."""
    plain = normalise(address)
    fits = [
        (len(word), place)
        for place in grids(house)
        for word in place.words
        if _stands_in(normalise(word), plain)
    ]
    longest = max((length for length, _ in fits), default=0)
    best = {place.code: place for length, place in fits if length == longest}
    return next(iter(best.values())) if len(best) == 1 else None


def grid_by_scene(known: tuple[Place, ...], scene: str) -> Place | None:
    """The one of the `known` grids whose QR code was scanned; a code may carry the scene, the
    code or the name of its grid."""
    return next(
        (grid for grid in known if scene and scene in (grid.scene, grid.code, grid.name)), None
    )


def _stands_in(word: str, address: str) -> bool:
    """Whether a word is in an address, and not as the end of a longer number: 1号楼 in 11号楼."""
    at = address.find(word)
    while word and at >= 0:
        if at == 0 or not (word[0].isdigit() and address[at - 1].isdigit()):
            return True
        at = address.find(word, at + 1)
    return False
