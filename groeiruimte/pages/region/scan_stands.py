"""How far a scan is, as a region reads it: a status of the frame, and its words. Nothing of what is in it (R106)."""

from __future__ import annotations

from groeiruimte.records.models.scan import ANSWERING, FINISHED, INTERVIEWED, PLANNED, REVIEWED, SUBMITTED

STANDS = {
    ANSWERING: ("in_progress", "Vult de vragen in"),
    SUBMITTED: ("in_progress", "Verstuurd, wordt bekeken"),
    REVIEWED: ("in_progress", "Kiest een moment"),
    PLANNED: ("in_progress", "Gesprek gepland"),
    INTERVIEWED: ("in_progress", "Gesprek gehouden"),
    FINISHED: ("done", "Klaar"),
}
