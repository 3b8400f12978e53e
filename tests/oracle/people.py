"""The indicators of the annex that are judged person by person, nutrition apart."""

from __future__ import annotations

from typing import Final

from tests.oracle.home import Home, Person, Span, is_at_least, is_under
from tests.oracle.truth import Answer, both, either, is_one_of, opposite, same_for_all

# Decree 135/2020/NĐ-CP, Article 4: a man's and a woman's retirement age, in months.
RETIREMENT: Final = {
    2022: {"male": 60 * 12 + 6, "female": 55 * 12 + 8},
    2023: {"male": 60 * 12 + 9, "female": 56 * 12},
    2024: {"male": 61 * 12, "female": 56 * 12 + 4},
    2025: {"male": 61 * 12 + 3, "female": 56 * 12 + 8},
    2026: {"male": 61 * 12 + 6, "female": 57 * 12},
}
SCHOOL_BANDS: Final = (
    (3, 6, "preschool"),
    (6, 12, "primary"),
    (12, 16, "lower_secondary"),
)
SCHOOL_LADDER: Final = ("preschool", "primary", "lower_secondary", "upper_secondary")
BEYOND_SCHOOL: Final = ("short_course", "intermediate", "college", "university")


def is_working(person: Person) -> Answer:
    """Form 3.1 column 15 code 1; column 17 is filled in only for people who work."""
    status = person.facts.get("employment_status")
    if status is None and person.facts.get("wage_contract") is not None:
        return True
    return is_one_of(status, ["working"])


def is_seeking_work(person: Person) -> Answer:
    """Form 3.1 column 15 code 2: wants work and has none."""
    status = person.facts.get("employment_status")
    if status is None and person.facts.get("wage_contract") is not None:
        return False
    return is_one_of(status, ["no_work"])


def is_of_working_age(home: Home, person: Person) -> Answer:
    """Labour Code 2019, Articles 3 and 169: from full 15 until the retirement age."""
    old_enough = is_at_least(person.months, 15)
    if home.chooses("working_age", "fifteen_and_over"):
        return old_enough
    years = list(RETIREMENT) if home.review_day is None else [home.review_day.year]
    sex = person.facts.get("sex")
    not_retired: list[Answer] = []
    for year in years:
        for possible_sex in ("male", "female") if sex is None else (sex,):
            not_retired.append(is_before(person.months, RETIREMENT[year][possible_sex]))
    return both(old_enough, same_for_all(not_retired))


def is_before(age: Span, months: int) -> Answer:
    """Tell whether someone is younger than so many months."""
    if age.high < months:
        return True
    return False if age.low >= months else None


def employment(home: Home) -> Answer:
    """Annex, 1.1: someone finds no work, or does wage work without a labour contract."""
    if home.people is None:
        return None
    answer: Answer = False
    for person in home.people:
        finds_none = both(is_of_working_age(home, person), is_seeking_work(person))
        answer = either(answer, either(finds_none, has_wage_work_without_contract(home, person)))
    return answer


def has_wage_work_without_contract(home: Home, person: Person) -> Answer:
    """Annex, 1.1, second limb; form 3.1 column 17 code 2, asked from 15 years on."""
    contract = person.facts.get("wage_contract")
    answer = both(is_working(person), is_one_of(contract, ["no_contract"]))
    answer = both(answer, is_at_least(person.months, 15))
    if home.chooses("irregular_wage_work", "only_regular"):
        answer = both(answer, person.facts.get("regular_work"))
    if home.chooses("wage_work_ages", "working_age"):
        answer = both(answer, is_of_working_age(home, person))
    return answer


def dependants(home: Home) -> Answer:
    """Annex, 1.2, and form 3.3 item 3: more than half of the members are dependants."""
    if home.people is None:
        return None
    certain = possible = 0
    for person in home.people:
        allowance = is_one_of(person.facts.get("social_allowance"), ["elderly", "disabled"])
        dependant = either(is_under(person.months, 16), allowance)
        certain += dependant is True
        possible += dependant is not False
    if certain > len(home.people) - certain:
        return True
    return None if possible > len(home.people) - possible else False


def health_insurance(home: Home) -> Answer:
    """Annex, 2.2, and form 3.2: someone from full 6 years on has no health insurance."""
    if home.people is None:
        return None
    answer: Answer = False
    for person in home.people:
        uninsured = opposite(person.facts.get("has_health_insurance"))
        if home.chooses("state_paid_insurance_group", "excluded"):
            state_pays = person.facts.get("health_insurance_state_paid_group")
            uninsured = both(uninsured, opposite(state_pays))
        answer = either(answer, both(is_at_least(person.months, 6), uninsured))
    return answer


def adult_education(home: Home) -> Answer:
    """Annex, 3.1, and form 3.2: someone of 16 to 30 neither studies nor has the certificate."""
    if home.people is None:
        return None
    end = 31 if home.chooses("adult_education_upper_age", "through_30") else 30
    answer: Answer = False
    for person in home.people:
        in_band = both(is_at_least(person.months, 16), is_under(person.months, end))
        untrained = opposite(person.facts.get("trained_by_employer"))
        lacking = both(untrained, by_majority(person, *without_education(home, person)))
        answer = either(answer, both(in_band, lacking))
    return answer


def without_education(home: Home, person: Person) -> tuple[Answer, Answer]:
    """Tell whether someone neither studies nor has the certificate: asked of a minor, of an adult.

    Annex, 3.1: "tham gia các khóa đào tạo", of whatever level unless the ruling says so; lower
    secondary until 18; then upper secondary or vocational training.
    """
    studying: Answer = person.facts.get("studying")
    level = person.facts.get("study_level")
    if home.chooses("adult_study", "any_study"):
        as_minor = as_adult = studying
    else:
        as_adult = both(studying, is_one_of(level, ["upper_secondary", *BEYOND_SCHOOL]))
        enough = ["lower_secondary", "upper_secondary", *BEYOND_SCHOOL]
        as_minor = both(studying, is_one_of(level, enough))
    school = person.facts.get("general_education")
    lacks_lower = is_one_of(school, ["below_primary", "primary"])
    training = is_one_of(person.facts.get("vocational_training"), ["none"])
    lacks_upper = both(opposite(is_one_of(school, ["upper_secondary"])), training)
    return both(opposite(as_minor), lacks_lower), both(opposite(as_adult), lacks_upper)


def by_majority(person: Person, as_minor: Answer, as_adult: Answer) -> Answer:
    """Give what holds under 18 or from 18 on, or what holds for both where the age is open."""
    minor = is_under(person.months, 18)
    if minor is None:
        return same_for_all([as_minor, as_adult])
    return as_minor if minor else as_adult


def school_attendance(home: Home) -> Answer:
    """Annex, 3.2, and note to form 7.11: a child of 3 to 16 is not at the level of the age."""
    if home.people is None:
        return None
    answer: Answer = False
    for person in home.people:
        years = range(person.months.low // 12, person.months.high // 12 + 1)
        answer = either(answer, same_for_all(is_out_of_school(home, person, age) for age in years))
    return answer


def is_out_of_school(home: Home, person: Person, age: int) -> Answer:
    """Judge a person as one of this many full years: not at the level of that age."""
    for first, end, level in SCHOOL_BANDS:
        if first <= age < end:
            return opposite(attends(person, accepted_levels(home, level)))
    return False


def accepted_levels(home: Home, level: str) -> tuple[str, ...]:
    """Annex, 3.2: "đúng bậc, cấp học"; a ruling also accepts the school levels above it."""
    if home.chooses("level_above_school_band", "right_level"):
        return SCHOOL_LADDER[SCHOOL_LADDER.index(level) :]
    return (level,)


def attends(person: Person, levels: tuple[str, ...]) -> Answer:
    """Form 3.1 columns 8 and 9: at school now, and at one of these levels."""
    studying = person.facts.get("studying")
    return both(studying, is_one_of(person.facts.get("study_level"), levels))


def telecom_service(home: Home) -> Answer:
    """Annex, 6.1: no member uses the internet; form 3.1 column 13."""
    if home.people is None:
        return None
    unknown = False
    for person in home.people:
        uses = person.facts.get("uses_internet")
        if uses is True:
            return False
        unknown = unknown or uses is None
    return None if unknown else True
