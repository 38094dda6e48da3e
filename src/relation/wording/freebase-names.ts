/** Freebase relations that rules read badly, mostly two hops through a mediator: their wording by path, and names of types. */
import type { Wording } from '../relation.ts';
import { pluralise } from './plural.ts';

/** The wording of a path, or of the properties of its hops (`release_date_s.film_release_region`). */
export function knownFreebaseWording(path: string, properties: readonly string[]): Wording | undefined {
  return wordings.get(path) ?? wordings.get(properties.join('.'));
}

/** A better name for a type whose own name says little. */
export function knownFreebaseType(type: string): string | undefined {
  return types.get(type);
}

const types = new Map([
  ['award_nominated_work', 'award-nominated work'],
  ['award_winning_work', 'award-winning work'],
  ['bibs_location', 'location'],
  ['capital_of_administrative_division', 'city'],
  ['hud_county_place', 'HUD county place'],
  ['influence_node', 'influential entity'],
  ['netflix_genre', 'Netflix genre'],
  ['olympic_games', 'Olympic Games'],
  ['organization_extra', 'organization'],
  ['person_extra', 'person'],
]);

const nouns = `
  adjoin_s.adjoins: adjoining location
  appears_in_ranked_lists.list: ranked list
  athletes.country: competing country
  award_nominations.award_nominee: fellow nominee
  awards_presented.honored_for: honored work
  awards_won.honored_for: co-honored work
  breakup.participant: ex-partner
  canoodled.participant: canoodling partner
  contribution.performance_role: recording role
  countries_spoken_in: country of use
  dated.participant: dating partner
  distributors.film_distribution_medium: distribution medium
  distributors.region: distribution region
  current_world_cup_squad.current_club: current club
  draft_picks.draft: draft
  draft_picks.school: draft pick school
  dubbing_performances.actor: dubbing actor
  dubbing_performances.language: dubbing language
  employment_history.company: employer
  estimated_budget.currency: budget currency
  estimated_number_of_mortgages.source: source of mortgage figures
  friendship.participant: befriended celebrity
  gdp_nominal.currency: currency of nominal GDP
  gdp_nominal_per_capita.currency: currency of nominal GDP per capita
  gdp_real.adjustment_currency: currency of real GDP
  gni_per_capita_in_ppp_dollars.currency: currency of GNI per capita
  government_positions_held.basic_title: government title
  government_positions_held.jurisdiction_of_office: jurisdiction
  government_positions_held.legislative_sessions: legislative session
  guest_performances.performance_role: guest performance role
  headquarters.citytown: headquarters city
  headquarters.state_province_region: headquarters region
  how_to_get_here.mode_of_transportation: mode of transportation
  leaders.organization: led organization
  medals_won.medal: medal
  medals_won.olympics: medal-winning Olympics
  members.district_represented: represented district
  membership.group: music group
  membership.role: group role
  military_conflicts.combatants: fellow combatant
  notable_people_with_this_condition: notable patient
  officeholders.jurisdiction_of_office: office jurisdiction
  other_crew.crewmember: crew member
  other_crew.film_crew_role: crew role
  people_with_this_degree.institution: awarding institution
  people_with_this_degree.major_field_of_study: degree subject
  people_with_this_degree.student: degree holder
  people_with_this_title.company: employing company
  personal_appearances.person: featured person
  picks.school: picked school
  place_founded: founding place
  places_exported_to.exported_to: export destination
  places_lived.location: place of residence
  players.team: player team
  politicians_in_this_party.politician: politician
  produce_available.seasonal_months: month with shared produce
  programs_produced.producer_type: producer type
  regular_performances.group: performing group
  release_date_s.film_regional_debut_venue: debut venue
  release_date_s.film_release_distribution_medium: release medium
  release_date_s.film_release_region: release region
  rent50_2.currency: rent currency
  runtime.film_release_region: runtime region
  seasons.cast_members: fellow cast member
  seeds.team: seeded team
  sexual_relationships.celebrity: sexual partner
  spouse_s.location_of_ceremony: wedding location
  spouse_s.type_of_union: marriage type
  students_graduates.major_field_of_study: field of study
  students_graduates.student: student
  students_majoring.major_field_of_study: combined major
  students_majoring.student: majoring student
  team_stats.season: season
  top_breeds.dog_breed: top dog breed
  track_contributions.role: track role
  tv_programs.tv_program: written TV program
  tv_regular_appearances.program: regular TV program
  tv_regular_personal_appearances.person: regular TV personality
  unions_of_this_type.location_of_ceremony: ceremony location
  winners.award_winner: winner
  winners.ceremony: award ceremony
  /award/award_category/nominees./award/award_nomination/nominated_for: nominated work
  /award/award_ceremony/awards_presented./award/award_honor/award_winner: award winner
  /award/award_nominated_work/award_nominations./award/award_nomination/nominated_for: co-nominated work
  /award/award_nominee/award_nominations./award/award_nomination/nominated_for: award-nominated work
  /award/award_winner/awards_won./award/award_honor/award_winner: fellow award winner
  /award/award_winning_work/awards_won./award/award_honor/award: award
  /award/award_winning_work/awards_won./award/award_honor/award_winner: award-winning contributor
  /american_football/football_team/current_roster./sports/sports_team_roster/position: football roster position
  /base/aareas/schema/administrative_area/capital: administrative capital
  /base/locations/continents/countries_within: constituent country
  /base/biblioness/bibs_location/country: enclosing country
  /broadcast/content/artist: broadcast artist
  /education/educational_institution/colors: school color
  /film/film/country: producing country
  /film/film/cinematography: cinematographer
  /film/film/featured_film_locations: filming location
  /film/film/music: composer
  /film/film_subject/films: film on the subject
  /film/person_or_entity_appearing_in_film/films./film/personal_film_appearance/type_of_appearance: type of film appearance
  /film/special_film_performance_type/film_performance_type./film/performance/film: film with such a performance
  /film/actor/film./film/performance/special_performance_type: special performance type
  /government/governmental_body/members./government/government_position_held/legislative_sessions: session of members
  /government/legislative_session/members./government/government_position_held/legislative_sessions: session with shared members
  /ice_hockey/hockey_team/current_roster./sports/sports_team_roster/position: hockey roster position
  /music/record_label/artist: signed artist
  /location/statistical_region/religions./location/religion_percentage/religion: practiced religion
  /olympics/olympic_games/sports: Olympic sport
  /olympics/olympic_participating_country/athletes./olympics/olympic_athlete_affiliation/olympics: attended Olympics
  /olympics/olympic_sport/athletes./olympics/olympic_athlete_affiliation/olympics: Olympics with athletes
  /people/cause_of_death/people: victim
  /people/ethnicity/people: member
  /soccer/football_team/current_roster./soccer/football_roster_position/position: soccer squad position
  /soccer/football_team/current_roster./sports/sports_team_roster/position: soccer roster position
  /sports/sports_league/teams./sports/sports_league_participation/team: league team
  /sports/sports_position/players./american_football/football_historical_roster_position/position_s: historically shared position
  /sports/sports_position/players./sports/sports_team_roster/position: shared position
  /sports/sports_team/colors: team color
  /sports/sports_team/roster./american_football/football_historical_roster_position/position_s: historical football position
  /sports/sports_team/roster./american_football/football_roster_position/position: football position
  /sports/sports_team/roster./baseball/baseball_roster_position/position: baseball position
  /sports/sports_team/roster./basketball/basketball_roster_position/position: basketball position
  /sports/sports_team_location/teams: local team
  /user/jg/default_domain/olympic_games/sports: contested sport
  /user/tsegaran/random/taxonomy_subject/entry./user/tsegaran/random/taxonomy_entry/taxonomy: taxonomy
`;

const participles = `
  capital_of.administrative_division: capital of
  instance_of_recurring_event: instance of
  member_of.organization: member of
  registered_with.registering_agency: registered with
  /award/award_nominee/award_nominations./award/award_nomination/award: nominated for
`;

const verbs = `
  /film/actor/film./film/performance/film: acts in
  /film/director/film: directs
  /people/person/languages: speaks
`;

const wordings = new Map<string, Wording>([
  ...rows(nouns).map(([path, said]): [string, Wording] => [
    path,
    { kind: 'noun', singular: said, plural: pluralise(said) },
  ]),
  ...rows(participles).map(([path, said]): [string, Wording] => [
    path,
    { kind: 'participle', singular: said, plural: said.endsWith(' of') ? pluralise(said) : said },
  ]),
  ...rows(verbs).map(([path, said]): [string, Wording] => [
    path,
    { kind: 'verb', singular: said, plural: said.replace(/s\b/, '') },
  ]),
]);

function rows(table: string): [path: string, said: string][] {
  return table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(': ') as [string, string]);
}
