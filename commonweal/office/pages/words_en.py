"""The house's words in English."""

EN = {
    "accessibility": "Accessibility statement",
    "accessibility_title": "Accessibility statement",
    "add_another": "Do you need to add another {each}?",
    "already_sent_text": "We have it. You do not need to send it again.",
    "already_sent_title": "You have already sent this application",
    "assumed_title": "What this demonstration assumes",
    "authority": "Rule: {authority}",
    "back": "Back",
    "bad_request_text": "What your browser sent is not something that our pages send. Go back and try again.",
    "bad_request_title": "We could not read that",
    "busy_text": (
        "We are busy, or the application was being changed at the same moment. The answers you gave before "
        "are kept. Wait a few seconds and try again."
    ),
    "busy_title": "Your answer has not been saved yet",
    "change": "Change",
    "changed_elsewhere": (
        "You changed this answer in another tab or on another device, and it is now “{now}”. What you "
        "entered here has not been saved. To use it instead, check it below and select Continue."
    ),
    "changed_elsewhere_title": "This answer has changed since you opened the page",
    "channel_face_to_face": "Face to face",
    "channel_paper": "On paper",
    "channel_phone": "By phone",
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
    "contact_lead": (
        "Ask us anything about applying, or about a decision. You do not need to know the right words."
    ),
    "contact_title": "Contact us",
    "contact_us": "Contact us",
    "continue": "Continue",
    "cookies": "Cookies",
    "cookies_title": "Cookies",
    "day": "Day",
    "declaration_tell": "you will tell us if anything changes",
    "declaration_text": "By sending this application you confirm that, as far as you know:",
    "declaration_title": "Now send your application",
    "declaration_true": "the answers you have given are correct and complete",
    "demonstration": "Demonstration",
    "error_prefix": "Error",
    "error_title": "There is a problem",
    "expired_text": (
        "We deleted the answers because nobody had used the application for {time}. You can start a new "
        "one, and nothing has been sent to us."
    ),
    "expired_title": "Your application has expired",
    "feedback": "Feedback",
    "feedback_1": "Very dissatisfied",
    "feedback_2": "Dissatisfied",
    "feedback_3": "Neither satisfied nor dissatisfied",
    "feedback_4": "Satisfied",
    "feedback_5": "Very satisfied",
    "feedback_ask": "What did you think of this service?",
    "feedback_how": "How satisfied are you with the service?",
    "feedback_improve": "How could we improve it? (optional)",
    "feedback_long": "What you write must be {most} characters or less",
    "feedback_missing": "Select how satisfied you are",
    "feedback_private": (
        "Do not include personal details, such as your name or your National Insurance number. We cannot "
        "answer what you write here."
    ),
    "feedback_send": "Send feedback",
    "feedback_thanks": "Thank you for your feedback",
    "feedback_thanks_text": "We read all of it, and use it to make the service better.",
    "feedback_title": "Give feedback on this service",
    "footer_text": "Built with Commonweal, which turns a public policy into a service that everyone can use.",
    "forbidden_text": "You may need to sign in, or your role may not include this.",
    "forbidden_work": "Go to where your work is",
    "forbidden_title": "You cannot see this page",
    "help_email": "Email",
    "help_phone": "Phone",
    "help_relay": "Text relay",
    "help_someone": "Someone you trust can help you, or fill in the form with you.",
    "help_title": "Get help with this application",
    "home_adviser": "Adviser",
    "home_adviser_text": "Applies with or for somebody, by phone, on paper or face to face.",
    "home_applicant": "Applicant",
    "home_applicant_text": "Choose a service above. There is nothing to sign in to.",
    "home_auditor": "Auditor",
    "home_auditor_text": "Reads every decision, its rule and its record.",
    "home_caseworker": "Caseworker",
    "home_caseworker_text": "Takes the next case that needs a person, decides and sends the letter.",
    "home_lead": (
        "Commonweal turns a public policy into a service that everyone can use: apply, see what was "
        "decided and why, and put it right."
    ),
    "home_leader": "Team leader",
    "home_leader_text": "Sees the whole queue and shares out the work.",
    "home_none": "No service is offered here yet.",
    "home_passwords": (
        "Each person’s password was made for this installation and is shown where the demonstration was "
        "started."
    ),
    "home_people": "Try it as each person",
    "home_services": "Services",
    "home_sign_in": "Sign in as",
    "home_title": "Public services, straight from the policy",
    "how_worked_out": "How we worked it out",
    "important": "Important",
    "in_progress_continue": "Continue your application",
    "in_progress_text": "Starting a new one deletes the answers given so far.",
    "in_progress_title": "There is an unfinished application on this device",
    "item_title": "{each} {number}",
    "keying": "You are applying for somebody else ({channel}). What you enter is recorded as keyed by you.",
    "language": "Language",
    "leave": "Stop and delete my answers",
    "leave_no": "No, go back to the application",
    "leave_text": "Everything you have entered will be deleted. Nothing has been sent to us.",
    "leave_title": "Are you sure you want to stop and delete your answers?",
    "leave_yes": "Yes, delete my answers",
    "left_text": "Nothing was sent to us. You can start again whenever you like.",
    "left_title": "Your answers have been deleted",
    "list_full": "You can add up to {most}. If there are more, send this application and then contact us.",
    "method_text": (
        "The address exists, but not for what your browser asked of it. Go back and use the buttons on "
        "the pages."
    ),
    "method_title": "This page cannot be used like that",
    "next_decided": (
        "We have decided your application. Our letter is on its way to you: it says what we decided and how "
        "we worked it out."
    ),
    "next_evidence": "We may ask you for papers that show what you have told us.",
    "next_keep": "We may check what you have told us. Keep these papers in case we ask for them:",
    "next_text": "We will look at your application and write to you by {date}.",
    "next_title": "What happens next",
    "no": "No",
    "not_asked_text": (
        "Your other answers mean that we no longer ask this, or not yet. Your answers are safe. Continue "
        "from where the application has got to."
    ),
    "not_asked_title": "You do not need to answer this question now",
    "not_found_text": (
        "If you typed the address, check that it is right. If you pasted it, check that you copied all of it."
    ),
    "not_found_title": "Page not found",
    "not_here_text": (
        "This can happen if you started on another device or in another browser, closed the browser, or "
        "turned cookies off. If you saved your application, you can come back to it."
    ),
    "not_here_title": "There is no application to continue here",
    "not_provided": "Not provided",
    "not_saved_text": (
        "We could not be sure that it came from this page. This happens when a page has been open for a "
        "long time or cookies are turned off. Check what you entered and select Continue again."
    ),
    "not_saved_title": "Your answer has not been saved yet",
    "not_sent_text": (
        "We could not be sure that it was you who pressed the button. Your answers are safe. Check them "
        "and send your application again."
    ),
    "not_sent_title": "Your application has not been sent yet",
    "not_yours_text": (
        "A confirmation can be seen only in the browser that sent the application. Check the reference, "
        "or contact us: we can find an application by its reference."
    ),
    "not_yours_title": "We cannot show this confirmation",
    "optional": "(optional)",
    "or": "or",
    "part_of": "Part {part} of {parts}: {title}",
    "pdf_answer": "Answer",
    "pdf_link": "Save or print a copy of your application (PDF)",
    "pdf_question": "Question",
    "pdf_title": "Your application for {service}",
    "privacy": "Privacy",
    "privacy_title": "Privacy",
    "received_on": "Sent on",
    "referred_text": "A person will look at your application before we decide. This is because:",
    "remove": "Remove",
    "remove_no": "No, keep it",
    "remove_title": "Are you sure you want to remove {title}?",
    "remove_yes": "Yes, remove it",
    "result_note": "This is what our rules give for the answers you gave. Our letter will confirm it.",
    "result_title": "What you should get",
    "result_week": "{amount} a week",
    "review_text": (
        "Our letter will tell you how to ask for a person to look at the decision again. It also says"
        " how to tell us what you think is wrong, and how to appeal."
    ),
    "review_title": "If you think a decision is wrong",
    "see_confirmation": "See your confirmation",
    "select_more": "Select yes if you need to add another {each}",
    "select_yes_no": "Select yes or no",
    "select_yes_no_remove": "Select yes if you want to remove it",
    "send": "Accept and send",
    "server_error_text": "Try again in a few minutes. Answers that were saved are safe.",
    "server_error_title": "Sorry, there is a problem",
    "service_busy_text": (
        "What you sent was not taken this time, and what was saved before is kept. Wait a few "
        "seconds, then go back to the page and try again."
    ),
    "service_busy_title": "Sorry, we are busy",
    "site": "Commonweal",
    "skip": "Skip to main content",
    "start": "Start now",
    "start_about": "We will ask about:",
    "start_before": "Before you start",
    "start_evidence": "What it helps to have to hand",
    "start_new": "Start a new application",
    "start_page": "Go to the start of the service",
    "start_privacy": (
        "You can save your answers and come back on any device. Answers that nobody touches for {time} are "
        "deleted. On a device that others use, select “Save and come back later” before you leave, and close "
        "the application there."
    ),
    "start_steps_decide": "We apply the published rules. A person looks at anything the rules cannot settle.",
    "start_steps_send": "Answer the questions, one to a page, check your answers and send them.",
    "start_steps_title": "How it works",
    "start_steps_write": "We write to you within {time} to say what we decided and how we worked it out.",
    "start_language": "You can apply in English. It will not lead to any delay.",
    "start_language_link": "Apply in English",
    "stop_changed": "Change your answer",
    "support_links": "Support links",
    "too_large_text": (
        "What was sent is larger than any page here asks for, so none of it was kept. Go back, make it "
        "shorter and try again."
    ),
    "too_large_title": "That is more than we can take",
    "try_again": "Try again",
    "unfinished_text": "Your answers are safe. Answer these before you send the application.",
    "unfinished_title": "There are questions still to answer",
    "untrusted_text": (
        "Nothing was changed. This happens when a page has been open for a long time or when cookies are "
        "turned off. Go back, reload the page and try again. Cookies must be on."
    ),
    "untrusted_title": "We could not be sure that was you",
    "warning": "Warning",
    "why_ask": "Why are we asking this?",
    "why_uses": "The rules use your answer to work out:",
    "worked_out_text": "Each step and the rule it comes from:",
    "year": "Year",
    "yes": "Yes",
}
