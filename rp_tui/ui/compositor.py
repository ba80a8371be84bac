"""The compositor: Textual's own, but it renders nothing that is not drawn again or not seen."""

from collections.abc import Iterable, Sequence
from functools import reduce

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """For a row that changed, as in every frame of a reply, Textual renders all rows of all that
    lies at, above or below it.
    """

    _changed: Sequence[Region] = ()

    def render_partial_update(self) -> ChopsUpdate | None:
        """Only what has changed."""
        self._changed = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = ()

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Front to back, the rows of each that something has changed in, until all is covered."""
        bare = self._changed or [self.size.region if crop is None else crop]
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            if parts := [part for each in bare if (part := shown.intersection(each))]:
                rows = reduce(Region.union, parts)
                seen = Region(shown.x, rows.y, shown.width, rows.height)
                yield region, seen, widget.render_lines(seen.translate(-region.offset))
                bare = [each for each in bare if not shown.contains_region(each)]
                if not bare:
                    return
