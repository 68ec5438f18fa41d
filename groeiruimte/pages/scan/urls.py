from __future__ import annotations

from django.urls import path

from .queue import views as queue
from .report import views as report
from .review import devices
from .review import views as review

app_name = "scan"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("momenten/", queue.slots, name="slots"),
    path("momenten/<id:slot_id>/weghalen/", queue.slot_remove, name="slot_remove"),
    path("<id:scan_id>/", review.review, name="review"),
    path("<id:scan_id>/oordeel/<key:section>/", review.judge, name="judge"),
    path("<id:scan_id>/bekeken/", review.reviewed, name="reviewed"),
    path("<id:scan_id>/gesprek/", review.interview, name="interview"),
    path("<id:scan_id>/gehouden/", review.held, name="held"),
    path("<id:scan_id>/apparatuur/", devices.device_add, name="device_add"),
    path("<id:scan_id>/apparatuur/lijst/", devices.device_import, name="device_import"),
    path("<id:scan_id>/apparatuur/<id:device_id>/", devices.device, name="device"),
    path("<id:scan_id>/apparatuur/<id:device_id>/weghalen/", devices.device_remove, name="device_remove"),
    path("<id:scan_id>/rapport/", report.report, name="report"),
    path("<id:scan_id>/rapport/kies/", report.pick, name="pick"),
    path("<id:scan_id>/rapport/nieuw/", report.line_add, name="line_add"),
    path("<id:scan_id>/rapport/in-orde/", report.in_order_add, name="in_order_add"),
    path("<id:scan_id>/rapport/advies/<id:item_id>/", report.line, name="line"),
    path("<id:scan_id>/rapport/advies/<id:item_id>/plaats/", report.line_move, name="line_move"),
    path("<id:scan_id>/rapport/advies/<id:item_id>/weghalen/", report.line_remove, name="line_remove"),
    path("<id:scan_id>/rapport/voorbeeld/", report.preview, name="preview"),
    path("<id:scan_id>/rapport/versturen/", report.publish, name="publish"),
]
