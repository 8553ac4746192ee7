/** The platform's own slot types, without `AMAZON.`, as they are written ("Slot Type Reference", and its older copies). */
const own: ReadonlySet<string> = new Set(
  (
    "NUMBER FOUR_DIGIT_NUMBER Ordinal AlphaNumeric PhoneNumber DATE TIME DURATION SearchQuery DayOfWeek Month Actor AdministrativeArea " +
    "AggregateRating Airline Airport Animal Artist Athlete Author Book BookSeries BroadcastChannel City CivicStructure Color Comic " +
    "Corporation Country CreativeWorkType Dessert DeviceType Director Drink EducationalOrganization EventType Festival FictionalCharacter " +
    "FinancialService FirstName Food FoodEstablishment Game Genre Landform LandmarksOrHistoricalBuildings Language LocalBusiness " +
    "LocalBusinessType MedicalOrganization Movie MovieSeries MovieTheater MusicAlbum MusicCreativeWorkType MusicEvent MusicGroup " +
    "MusicPlaylist MusicRecording MusicVenue MusicVideo Musician Organization Person PostalAddress Professional ProfessionalType " +
    "RadioChannel Region Residence Room ScreeningEvent Service SocialMediaPlatform SoftwareApplication SoftwareGame SoftwareGenre Sport " +
    "SportsEvent SportsTeam StreetAddress StreetName TVEpisode TVSeason TVSeries TelevisionChannel VideoGame WeatherCondition " +
    "WrittenCreativeWorkType US_CITY US_STATE US_FIRST_NAME GB_CITY GB_FIRST_NAME GB_REGION DE_CITY DE_FIRST_NAME DE_REGION AT_CITY " +
    "AT_REGION EUROPE_CITY"
  )
    .split(" ")
    .map((name) => `AMAZON.${name}`),
);
const inAnyCase = new Map([...own].map((name) => [name.toLowerCase(), name]));

/** Whether the platform has a type by this name, written like this. */
export const isKnown = (type: string): boolean => own.has(type);

/** How the platform writes the name of a type; nothing where it has none by it. */
export const knownAs = (type: string): string | undefined => inAnyCase.get(type.toLowerCase());

/** What a skill can ask of a device and of the platform, as the manifest has it (`v1.skill.Manifest.InterfaceType`). */
export const interfaces: ReadonlySet<string> = new Set(
  (
    "AUDIO_PLAYER VIDEO_APP RENDER_TEMPLATE GAME_ENGINE GADGET_CONTROLLER CAN_FULFILL_INTENT_REQUEST ALEXA_PRESENTATION_APL " +
    "CUSTOM_INTERFACE APP_LINKS APP_LINKS_V2 ALEXA_EXTENSION ALEXA_SEARCH ALEXA_DATASTORE_PACKAGEMANAGER ALEXA_DATA_STORE"
  ).split(" "),
);
