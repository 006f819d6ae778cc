"""Reads a mailbox through exchangelib, as a client that nobody here wrote sees it.

One JSON object comes in on standard input: url, login, password, mailbox, access (delegate or impersonation).
One JSON array goes out: a folder an entry, "path" as a list of names below the top of the mailbox's folders.
"""

import json
import sys

from exchangelib import BASIC, DELEGATE, IMPERSONATION, Account, Configuration, Credentials, ExtendedProperty, Message
from exchangelib.items import MeetingCancellation, MeetingRequest, MeetingResponse


class FlagStatus(ExtendedProperty):
    """PidTagFlagStatus: 2 is flagged, 1 completed."""

    property_tag = 0x1090
    property_type = "Integer"


MAIL = (Message, MeetingRequest, MeetingResponse, MeetingCancellation)
FIELDS = ("subject", "datetime_received", "is_read", "categories", "size", "flag_status")


def read_item(item):
    received = item.datetime_received
    return {
        "subject": item.subject or "",
        "received": received.isoformat() if received else None,
        "isRead": bool(getattr(item, "is_read", False)),
        "isFlagged": getattr(item, "flag_status", None) == 2,
        "categories": list(item.categories or []),
        "size": item.size or 0,
    }


def read_folder(folder, top):
    names, parent = [], folder
    while parent.id != top.id:
        names.insert(0, parent.name)
        parent = parent.parent
    items = list(folder.all().only(*FIELDS).order_by("datetime_received"))
    # An item that cannot be read comes back as the exception it caused.
    broken = next((item for item in items if isinstance(item, Exception)), None)
    if broken is not None:
        raise broken
    return {"path": names, "count": folder.total_count, "items": [read_item(item) for item in items]}


def main():
    asked = json.load(sys.stdin)
    for model in MAIL:
        model.register("flag_status", FlagStatus)
    account = Account(
        primary_smtp_address=asked["mailbox"],
        config=Configuration(
            service_endpoint=asked["url"],
            credentials=Credentials(asked["login"], asked["password"]),
            auth_type=BASIC,
        ),
        autodiscover=False,
        access_type=IMPERSONATION if asked["access"] == "impersonation" else DELEGATE,
    )
    top = account.msg_folder_root
    folders = [f for f in top.walk() if f.folder_class is None or f.folder_class.startswith("IPF.Note")]
    json.dump([read_folder(folder, top) for folder in folders], sys.stdout)


main()
