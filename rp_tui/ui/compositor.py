"""The compositor: Textual's own, but it renders no rows that are not drawn again."""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """For a row that changed, as in every frame of a reply, Textual renders all rows of all."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        screen = self.size.region
        rows = screen if crop is None else Region(0, crop.y, screen.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            seen = clip.intersection(rows)
            if shown := region.intersection(seen):
                yield region, seen, widget.render_lines(shown.translate(-region.offset))
