"""The house's words in English."""

EN = {
    "accessibility": "Accessibility statement",
    "add_another": "Do you need to add another {each}?",
    "already_sent": "You have already sent this application",
    "already_sent_text": "We have it. You do not need to send it again.",
    "assumed_title": "What this demonstration assumes",
    "authority": "Rule: {authority}",
    "back": "Back",
    "change": "Change",
    "changed_elsewhere": (
        "You changed this answer in another tab or window, and it is now “{now}”. What you entered here has "
        "not been saved. To use it instead, check it below and select Continue."
    ),
    "changed_elsewhere_title": "This answer has changed since you opened the page",
    "characters_at": "You have 0 characters remaining",
    "characters_over": "You have %{count} characters too many",
    "characters_over_one": "You have %{count} character too many",
    "characters_says": "You can enter up to %{count} characters",
    "characters_under": "You have %{count} characters remaining",
    "characters_under_one": "You have %{count} character remaining",
    "check_answers": "Check your answers before sending your application",
    "confirmation_kept": "Keep a note of it. You will need it if you contact us.",
    "confirmation_reference": "Your reference number",
    "confirmation_title": "Application sent",
    "contact": "Contact",
    "continue": "Continue",
    "cookies": "Cookies",
    "day": "Day",
    "declaration_tell": "you will tell us if anything changes",
    "declaration_text": "By sending this application you confirm that, as far as you know:",
    "declaration_title": "Now send your application",
    "declaration_true": "the answers you have given are correct and complete",
    "demonstration": "Demonstration",
    "error_prefix": "Error",
    "error_title": "There is a problem",
    "expired_text": (
        "We deleted the answers because nobody had used the application for {time}. "
        "You can start a new one, and nothing has been sent to us."
    ),
    "expired_title": "Your application has expired",
    "feedback": "Feedback",
    "feedback_ask": "What did you think of this service?",
    "footer_text": "Built with Commonweal, which turns a public policy into a service that everyone can use.",
    "help_hours": "Open",
    "help_email": "Email",
    "help_phone": "Phone",
    "help_relay": "Text relay",
    "help_someone": "Someone you trust can help you, or fill in the form with you.",
    "help_title": "Get help with this application",
    "how_worked_out": "How we worked it out",
    "important": "Important",
    "in_progress_continue": "Continue your application",
    "in_progress_text": "Starting a new one deletes the answers given so far.",
    "in_progress_title": "There is an unfinished application on this device",
    "item_title": "{each} {number}",
    "language": "Language",
    "leave": "Stop and delete my answers",
    "leave_no": "No, go back to the application",
    "leave_text": "Everything you have entered will be deleted. Nothing has been sent to us.",
    "leave_title": "Are you sure you want to stop and delete your answers?",
    "leave_yes": "Yes, delete my answers",
    "left_text": "Nothing was sent to us. You can start again whenever you like.",
    "left_title": "Your answers have been deleted",
    "list_full": "You can add up to {most}. If there are more, send this application and then contact us.",
    "list_none": "You have not added any.",
    "list_some": "You have added {count}",
    "no": "No",
    "next_text": "We will look at your application and write to you by {date}.",
    "next_evidence": "We may ask you for papers that show what you have told us.",
    "next_title": "What happens next",
    "not_asked_text": (
        "Your other answers mean that we no longer ask this, or not yet. Your answers are safe. "
        "Continue from where the application has got to."
    ),
    "not_asked_title": "You do not need to answer this question now",
    "not_here_text": (
        "This can happen if you started on another device or in another browser, closed the browser, or "
        "turned cookies off. Nothing has been sent to us."
    ),
    "not_here_title": "There is no application to continue here",
    "not_provided": "Not provided",
    "not_saved_text": (
        "We could not be sure that it came from this page. This happens when a page has been open for a long "
        "time or cookies are turned off. Check what you entered and select Continue again."
    ),
    "not_saved_title": "Your answer has not been saved yet",
    "not_sent_text": (
        "We could not be sure that it was you who pressed the button. Your answers are safe. "
        "Check them and send your application again."
    ),
    "not_sent_title": "Your application has not been sent yet",
    "not_yours_text": (
        "A confirmation can be seen only in the browser that sent the application. Check the reference, or "
        "contact us: we can find an application by its reference."
    ),
    "not_yours_title": "We cannot show this confirmation",
    "optional": "(optional)",
    "or": "or",
    "part_of": "Part {part} of {parts}: {title}",
    "pdf_link": "Save or print a copy of your application (PDF)",
    "pdf_title": "Your application for {service}",
    "privacy": "Privacy",
    "received_on": "Sent on",
    "referred_text": "A person will look at your application before we decide. This is because:",
    "remove": "Remove",
    "remove_title": "Are you sure you want to remove {title}?",
    "result_note": "This is what our rules give for the answers you gave. Our letter will confirm it.",
    "result_title": "What you should get",
    "result_week": "{amount} a week",
    "review_text": (
        "Our letter will tell you how to ask for a person to look at the decision again, how to tell us what "
        "you think is wrong, and how to appeal."
    ),
    "review_title": "If you think a decision is wrong",
    "select_yes_no_more": "Select yes if you need to add another {each}",
    "select_yes_no_remove": "Select yes if you want to remove it",
    "send": "Accept and send",
    "site": "Commonweal",
    "skip": "Skip to main content",
    "start": "Start now",
    "start_about": "We will ask about:",
    "start_before": "Before you start",
    "start_evidence": "It helps to have to hand:",
    "start_new": "Start a new application",
    "start_privacy": (
        "Your answers stay on this device’s browser session for up to {time}. On a shared device, send your "
        "application or delete your answers before you leave."
    ),
    "start_steps_decide": "We apply the published rules. A person looks at anything the rules cannot settle.",
    "start_steps_send": "Answer the questions, one to a page, check your answers and send them.",
    "start_steps_title": "How it works",
    "start_steps_write": "We write to you within {time} to say what we decided and how we worked it out.",
    "start_welsh": "You can apply in Welsh. It will not lead to any delay.",
    "stop_changed": "Change your answer",
    "support_links": "Support links",
    "unfinished_title": "There are questions still to answer",
    "unfinished_text": "Your answers are safe. Answer these before you send the application.",
    "warning": "Warning",
    "why_ask": "Why we ask",
    "worked_out_text": "Each step and the rule it comes from:",
    "yes": "Yes",
    "year": "Year",
    "your_answers": "Your answers",
}
