"""Addresses of the reports of what a change would do."""

from django.urls import path

from commonweal.office.impact import views

app_name = "impact"
urlpatterns = [
    path("staff/impact/", views.reports, name="reports"),
    path("staff/impact/report.css", views.styles, name="styles"),
    path("staff/impact/new/<slug:slug>/", views.new_report, name="new"),
    path("staff/impact/<int:number>/", views.report_page, name="report"),
    path("staff/impact/<int:number>/print/", views.print_view, name="print"),
    path("staff/impact/<int:number>/charts/<slug:name>.svg", views.chart, name="chart"),
    path("staff/impact/<int:number>/files/<path:path>", views.download, name="download"),
]
