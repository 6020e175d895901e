"""Addresses of signing in and out, of one's own sign-in, and of the people who work here."""

from django.urls import path

from commonweal.office.accounts import idle, own_pages, people_pages, second_step_pages, views

app_name = "accounts"
urlpatterns = [
    path("staff/sign-in/", views.sign_in, name="sign-in"),
    path("staff/sign-in/code/", second_step_pages.code, name="code"),
    path("staff/sign-in/set-up/", second_step_pages.set_up_page, name="set-up"),
    path("staff/sign-in/new-password/", second_step_pages.new_password, name="new-password"),
    path("staff/sign-out/", views.sign_out, name="sign-out"),
    path("staff/still-here/", idle.still_here, name="still-here"),
    path("staff/you/", own_pages.own_page, name="you"),
    path("staff/you/password/", own_pages.change_password, name="password"),
    path("staff/people/", people_pages.people, name="people"),
    path("staff/people/add/", people_pages.add, name="add"),
    path("staff/people/<int:number>/", people_pages.person, name="person"),
    path("staff/people/<int:number>/role/", people_pages.role, name="role"),
    path("staff/people/<int:number>/address/", people_pages.address, name="address"),
    path("staff/people/<int:number>/deactivate/", people_pages.leave, name="deactivate"),
    path("staff/people/<int:number>/reactivate/", people_pages.come_back, name="reactivate"),
    path("staff/people/<int:number>/password/", people_pages.one_time_password, name="one-time"),
    path("staff/people/<int:number>/second-step/", people_pages.reset, name="reset"),
]
