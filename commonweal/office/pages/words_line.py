"""The house's words for a line that is slow or drops, in English and Welsh. Short: most pages carry them."""

EN = {
    "line_lost": (
        "We could not reach the service, so this is not sent yet. What you entered is still on this page. We "
        "will try again for a few minutes, or you can select the button again."
    ),
    "line_sending": "Sending",
    "photo_smaller": "We made the photo smaller so that it sends faster. It is now {size} MB.",
}

CY = {
    "line_lost": (
        "Ni allem gyrraedd y gwasanaeth, felly nid yw hwn wedi’i anfon eto. Mae’r hyn a roesoch yn dal ar y "
        "dudalen hon. Byddwn yn rhoi cynnig arall arni am ychydig funudau, neu gallwch ddewis y botwm eto."
    ),
    "line_sending": "Yn anfon",
    "photo_smaller": "Rydym wedi gwneud y llun yn llai i’w anfon yn gynt. Mae bellach yn {size} MB.",
}
