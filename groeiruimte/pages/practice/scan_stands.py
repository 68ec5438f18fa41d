"""How far a scan is, as the practice reads it: a status of the task list, and its words.

What waits for the practice itself is in progress. While it answers, the pages count the questions instead.
"""

from __future__ import annotations

from groeiruimte.records.models.scan import FINISHED, INTERVIEWED, PLANNED, REVIEWED, SUBMITTED

STANDS = {
    SUBMITTED: ("done", "Verstuurd, wordt bekeken"),
    REVIEWED: ("in_progress", "Kies een moment voor het gesprek"),
    PLANNED: ("done", "Gesprek gepland"),
    INTERVIEWED: ("done", "Het rapport komt nog"),
    FINISHED: ("done", "Klaar: lees het rapport"),
}
