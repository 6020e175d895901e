"""What the applicant's addresses show, a page or a pair of pages to a file."""
