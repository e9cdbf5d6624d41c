"""Every URL and who may use it; one that is not in this table answers 404 and fails the suite."""

from typing import Final

ANYONE: Final = "anyone"
SIGNED_IN: Final = "signed in"
CUSTOMER: Final = "customer"
MANAGER: Final = "manager"
FIRST_LINE: Final = "first_line"
AGENT: Final = "agent"
OPERATOR_AGENT: Final = "operator agent"
OPERATOR_ADMIN: Final = "operator admin"
NOBODY: Final = "nobody"

COMPANY: Final = frozenset({CUSTOMER, MANAGER, FIRST_LINE})
DESK: Final = frozenset({AGENT, FIRST_LINE})
EVERYONE_INSIDE: Final = COMPANY | {AGENT}


def only(*roles: str) -> frozenset[str]:
    """The people of these roles and nobody else."""
    return frozenset(roles)


# The public host --------------------------------------------------------------------------------------
PUBLIC: dict[str, frozenset[str]] = {
    "ui:theme": only(ANYONE),
    "ui:language": only(ANYONE),
    "ui:keys": only(ANYONE),
    "ui:density": only(ANYONE),
    "ui:sound": only(ANYONE),
    "ui:gallery": only(ANYONE),
    "outbox:demo_mail": only(ANYONE),
    "outbox:demo_letter": only(ANYONE),
    # sign-in
    "account_login": only(ANYONE),
    "account_logout": only(ANYONE),
    "account_reset_password": only(ANYONE),
    "account_reset_password_done": only(ANYONE),
    "account_reset_password_from_key": only(ANYONE),
    "account_reset_password_from_key_done": only(ANYONE),
    "account_change_password": only(SIGNED_IN),
    "account_set_password": only(SIGNED_IN),
    "account_reauthenticate": only(SIGNED_IN),
    "mfa_authenticate": only(ANYONE),
    "mfa_reauthenticate": only(SIGNED_IN),
    "mfa_index": only(SIGNED_IN),
    "mfa_activate_totp": only(SIGNED_IN),
    "mfa_deactivate_totp": only(SIGNED_IN),
    "mfa_view_recovery_codes": only(SIGNED_IN),
    "mfa_generate_recovery_codes": only(SIGNED_IN),
    "mfa_download_recovery_codes": only(SIGNED_IN),
    # nobody signs up by themselves, and an address is changed by an operator
    "account_signup": only(NOBODY),
    "account_inactive": only(ANYONE),
    "account_email": only(NOBODY),
    "account_email_verification_sent": only(NOBODY),
    "account_confirm_email": only(NOBODY),
    "account_confirm_login_code": only(NOBODY),
    # help desks
    "tenants:home": only(SIGNED_IN),
    "tenants:enter": only(SIGNED_IN),
    "tenants:invitation_link": only(ANYONE),
    "tenants:invitation": only(ANYONE),
    "tenants:invitation_renew": only(ANYONE),
    # trials
    "trials:order": only(ANYONE),
    "trials:check": only(ANYONE),
    "trials:status": only(ANYONE),
    "trials:answer_question": only(ANYONE),
    "trials:terms": only(ANYONE),
    "trials:ended": only(SIGNED_IN),
    "trials:carry_on_public": only(SIGNED_IN),
    # console
    "console:window": only(OPERATOR_AGENT),
    "console:news": only(OPERATOR_AGENT),
    "console:orders": only(OPERATOR_ADMIN),
    "console:order": only(OPERATOR_ADMIN),
    "console:preview": only(OPERATOR_ADMIN),
    "console:approve": only(OPERATOR_ADMIN),
    "console:decline": only(OPERATOR_ADMIN),
    "console:ask": only(OPERATOR_ADMIN),
    "console:making": only(OPERATOR_ADMIN),
    "console:retry": only(OPERATOR_ADMIN),
    "console:record_wish": only(OPERATOR_ADMIN),
    "console:end": only(OPERATOR_ADMIN),
    "console:wishes": only(OPERATOR_ADMIN),
    "console:answer_wish": only(OPERATOR_ADMIN),
    "console:trials": only(OPERATOR_ADMIN),
    "console:kept": only(OPERATOR_AGENT),
    "console:kept_csv": only(OPERATOR_AGENT),
    "console:timers": only(OPERATOR_ADMIN),
    "console:retry_timer": only(OPERATOR_ADMIN),
    "console:cancel_timer": only(OPERATOR_ADMIN),
    "console:outbox": only(OPERATOR_ADMIN),
    "console:resend": only(OPERATOR_ADMIN),
}

# A help desk's host -----------------------------------------------------------------------------------
TENANT: dict[str, frozenset[str]] = {
    "ui:theme": only(ANYONE),
    "ui:language": only(ANYONE),
    "ui:keys": only(ANYONE),
    "ui:density": only(ANYONE),
    "ui:sound": only(ANYONE),
    "ui:gallery": only(NOBODY),  # on the public host only
    "tenants:arrive": only(ANYONE),
    "tenants:arrive_link": only(ANYONE),
    "tenants:leave": EVERYONE_INSIDE,
    "tenants:people": only(MANAGER, AGENT),
    "tenants:let_see": only(MANAGER, OPERATOR_ADMIN),
    "tenants:invite": only(MANAGER),
    "tenants:invite_again": only(MANAGER),
    "tenants:revoke": only(MANAGER),
    "tenants:remove": only(MANAGER),
    # trials
    "trials:carry_on": only(MANAGER),
    # incidents: the company
    "incidents:home": EVERYONE_INSIDE,
    "incidents:requests": EVERYONE_INSIDE,
    "incidents:report": EVERYONE_INSIDE,
    "incidents:search": EVERYONE_INSIDE,
    "incidents:similar": EVERYONE_INSIDE,
    "incidents:customer_reply": COMPANY,
    "incidents:confirm": COMPANY,
    "incidents:still_fails": COMPANY,
    "incidents:confirm_workaround": COMPANY,
    "incidents:fail_workaround": COMPANY,
    "incidents:agree": COMPANY,
    "incidents:rate": COMPANY,
    "incidents:watch": EVERYONE_INSIDE,
    "incidents:unwatch": EVERYONE_INSIDE,
    "incidents:followers": EVERYONE_INSIDE,
    "incidents:ask_call": EVERYONE_INSIDE,
    "incidents:withdraw_call": COMPANY,
    "incidents:ask_for_call": COMPANY,
    "incidents:withdraw_wish": COMPANY,
    # incidents: complaints
    "incidents:complaints": EVERYONE_INSIDE,
    "incidents:complaints_csv": only(AGENT),
    "incidents:complain": EVERYONE_INSIDE,
    "incidents:complaint": EVERYONE_INSIDE,
    "incidents:own_complaint": only(AGENT),
    "incidents:answer_complaint": only(AGENT),
    "incidents:note_complaint": only(AGENT),
    "incidents:agree_complaint": COMPANY,
    "incidents:dispute_complaint": COMPANY,
    "incidents:withdraw_complaint": COMPANY,
    "incidents:add_complaint": COMPANY,
    "incidents:redact_complaint": EVERYONE_INSIDE,
    "incidents:redacting_complaint": EVERYONE_INSIDE,
    # incidents: what people are told
    "incidents:notices": EVERYONE_INSIDE,
    "incidents:read_notices": EVERYONE_INSIDE,
    "incidents:notice_settings": EVERYONE_INSIDE,
    # incidents: the terms
    "incidents:policy": EVERYONE_INSIDE,
    "incidents:kept": only(MANAGER, AGENT),
    "incidents:kept_csv": only(MANAGER, AGENT),
    "incidents:revise_policy": only(OPERATOR_ADMIN),
    "incidents:edit_calendar": only(OPERATOR_ADMIN),
    # incidents: files, and what is taken out of an entry
    "incidents:attach": EVERYONE_INSIDE,
    "incidents:detach": EVERYONE_INSIDE,
    "incidents:file": EVERYONE_INSIDE,
    "incidents:picture": EVERYONE_INSIDE,
    "incidents:redacting": EVERYONE_INSIDE,
    "incidents:redact": EVERYONE_INSIDE,
    # incidents: the desk
    "incidents:queue": DESK,
    "incidents:alarm": DESK,
    "incidents:queue_csv": DESK,
    "incidents:queue_xlsx": DESK,
    "incidents:bulk_assign": only(AGENT),
    "incidents:bulk_release": only(AGENT),
    "incidents:bulk_resolve": only(AGENT),
    "incidents:bulk_wait": only(AGENT),
    "incidents:bulk_resume": only(AGENT),
    "incidents:undo": only(AGENT),
    "incidents:save_view": DESK,
    "incidents:saved_view": DESK,
    "incidents:remove_view": DESK,
    "incidents:report_call": only(AGENT),
    "incidents:calls": only(AGENT),
    "incidents:answer_call": only(AGENT),
    "incidents:call": only(AGENT),
    "incidents:keep_call": only(AGENT),
    "incidents:hang_up_call": only(AGENT),
    "incidents:become_request": only(AGENT),
    "incidents:belong_call": only(AGENT),
    "incidents:consult_call": only(AGENT),
    "incidents:discard_call": only(AGENT),
    "incidents:incident": EVERYONE_INSIDE,
    "incidents:alike": DESK,
    "incidents:start": only(AGENT),
    "incidents:reply": DESK,
    "incidents:note": DESK,
    "incidents:log_call": only(AGENT),
    "incidents:assign": only(AGENT),
    "incidents:release": only(AGENT),
    "incidents:wait": only(AGENT),
    "incidents:resume": only(AGENT),
    "incidents:give_workaround": only(AGENT),
    "incidents:resolve": only(AGENT),
    "incidents:justify": only(AGENT),
    "incidents:link": only(AGENT),
    "incidents:unlink": only(AGENT),
    "incidents:merge": only(AGENT),
    "incidents:describe": only(AGENT),
    "incidents:add_part": only(AGENT),
    "incidents:reclassify": EVERYONE_INSIDE,
    "incidents:cancel": EVERYONE_INSIDE,
    "incidents:reopen": EVERYONE_INSIDE,
    "incidents:give_contacts": EVERYONE_INSIDE,
    "incidents:keep_draft": EVERYONE_INSIDE,
    "incidents:preview": DESK,
    "incidents:colleagues": DESK,
    "incidents:undo_reply": DESK,
    "incidents:pick_canned": DESK,
    "incidents:canned": only(AGENT),
    "incidents:add_canned": only(AGENT),
    "incidents:edit_canned": only(AGENT),
    "incidents:retire_canned": only(AGENT),
}
