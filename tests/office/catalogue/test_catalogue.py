import shutil

import pytest
from django.db import connection

from commonweal.office.catalogue import service as catalogue
from commonweal.office.catalogue.models import ServiceVersion
from commonweal.office.catalogue.packing import content_hash, pack, read_files, unpack
from commonweal.office.records.audit import audit
from commonweal.office.records.models import Event
from tests.office.applications import COUNCIL_TAX_SUPPORT

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(COUNCIL_TAX_SUPPORT, tmp_path / "council-tax-support")


def test_a_service_is_offered_as_its_folder_stood():
    version = catalogue.add(COUNCIL_TAX_SUPPORT)
    prepared = catalogue.current("council-tax-support")
    assert prepared.version == version
    assert set(prepared.journeys) == {"en", "cy"}
    assert [each.slug for each in catalogue.offered()] == ["council-tax-support"]
    assert audit().sound


def test_adding_the_same_folder_again_changes_nothing():
    first = catalogue.add(COUNCIL_TAX_SUPPORT)
    assert catalogue.add(COUNCIL_TAX_SUPPORT) == first
    assert ServiceVersion.objects.count() == 1
    assert Event.objects.count() == 1


def test_going_back_to_an_earlier_folder_offers_that_version_again(folder):
    first = catalogue.add(folder)
    before = (folder / "service.yaml").read_text()
    (folder / "service.yaml").write_text(before.replace("01632 960 001", "01632 960 002"))
    second = catalogue.add(folder)
    assert catalogue.current("council-tax-support").version == second
    (folder / "service.yaml").write_text(before)
    assert catalogue.add(folder) == first
    assert catalogue.current("council-tax-support").version == first
    assert ServiceVersion.objects.count() == 2


def test_a_folder_with_faults_is_refused_and_the_faults_are_told(folder):
    (folder / "journey.yaml").write_text("Your home:\n  liable:\n    ask: x\n    type: yes or not\n")
    with pytest.raises(catalogue.FaultyService, match=r"journey\.yaml:4"):
        catalogue.add(folder)
    assert not ServiceVersion.objects.exists()


def test_a_service_or_version_that_is_not_there_is_said_not_to_be():
    for ask in (catalogue.current, catalogue.version):
        with pytest.raises(catalogue.UnknownService):
            ask("nothing")


def test_files_altered_in_the_database_are_not_used():
    version = catalogue.add(COUNCIL_TAX_SUPPORT)
    files = unpack(bytes(version.files)) | {"service.yaml": b"name: Another"}
    ServiceVersion.objects.update(files=pack(files))
    catalogue.forget()
    with pytest.raises(catalogue.UnknownService, match="not those that were added"):
        catalogue.version(version.content_hash)


def test_a_version_in_use_cannot_be_deleted():
    from django.db.models import ProtectedError

    from tests.office.applications import AWARDED, apply

    case = apply(AWARDED)
    with pytest.raises(ProtectedError):
        case.version.delete()


def test_hidden_files_and_links_out_of_the_folder_are_left_out(folder, tmp_path):
    (tmp_path / "secret").write_text("hidden")
    (folder / "link.md").symlink_to(tmp_path / "secret")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("hidden")
    assert not {"link.md", ".git/config"} & read_files(folder).keys()


def test_the_same_content_packs_to_the_same_bytes_and_has_the_same_hash(folder):
    files = read_files(folder)
    assert unpack(pack(files)) == files
    assert pack(files) == pack(dict(reversed(files.items())))
    assert content_hash("a", files) == content_hash("a", dict(reversed(files.items())))
    assert content_hash("a", files) != content_hash("b", files)


def test_asking_for_the_current_version_again_asks_the_database_nothing(django_assert_num_queries):
    catalogue.add(COUNCIL_TAX_SUPPORT)
    catalogue.current("council-tax-support")
    with django_assert_num_queries(0, connection=connection):
        catalogue.current("council-tax-support")
