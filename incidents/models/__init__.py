"""What one help desk knows: its people, their requests, what was said and done, the terms it is served by."""

from incidents.models.attachment import Attachment
from incidents.models.bulk import Bulk
from incidents.models.calendar import BusinessHours, CalendarException, Holiday
from incidents.models.call import Call
from incidents.models.callback import Callback
from incidents.models.canned import CannedReply
from incidents.models.checklist import Checklist
from incidents.models.clock import Clock
from incidents.models.comment import Comment
from incidents.models.complaint import Complaint
from incidents.models.complaint_event import ComplaintEvent, ComplaintWords
from incidents.models.draft import Draft
from incidents.models.event import Event
from incidents.models.held import HeldReply
from incidents.models.incident import Incident
from incidents.models.lifecycle import LIFE, OPEN, UNFINISHED, Cause, Channel, Code, Kind, Rank, Status
from incidents.models.notice import Notice, Way
from incidents.models.people import Person
from incidents.models.policy import ServicePolicy
from incidents.models.presence import Presence
from incidents.models.saved_view import SavedView
from incidents.models.search import ComplaintDocument, SearchDocument, SearchWord
from incidents.models.watcher import Watcher

__all__ = [
    "LIFE",
    "OPEN",
    "UNFINISHED",
    "Attachment",
    "Bulk",
    "BusinessHours",
    "CalendarException",
    "Call",
    "Callback",
    "CannedReply",
    "Cause",
    "Channel",
    "Checklist",
    "Clock",
    "Code",
    "Comment",
    "Complaint",
    "ComplaintDocument",
    "ComplaintEvent",
    "ComplaintWords",
    "Draft",
    "Event",
    "HeldReply",
    "Holiday",
    "Incident",
    "Kind",
    "Notice",
    "Person",
    "Presence",
    "Rank",
    "SavedView",
    "SearchDocument",
    "SearchWord",
    "ServicePolicy",
    "Status",
    "Watcher",
    "Way",
]
