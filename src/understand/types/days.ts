import { numbered, phrases } from "./phrase.ts";

/** Weekdays, from 1 for Monday. */
export const weekdays = phrases(
  ...numbered(
    "monday/mon/mondays,tuesday/tue/tues/tuesdays,wednesday/wed/weds/wednesdays,thursday/thu/thur/thurs/thursdays,friday/fri/fridays,saturday/sat/saturdays,sunday/sun/sundays",
  ),
  ...numbered(
    "montag/mo/montags,dienstag/di/dienstags,mittwoch/mi/mittwochs,donnerstag/do/donnerstags,freitag/fr/freitags,samstag/sa/sonnabend/samstags,sonntag/so/sonntags",
  ),
);
/** Months, from 1 for January. */
export const months = phrases(
  ...numbered(
    "january/jan/januar,february/feb/februar,march/mar/märz/maerz/mär,april/apr,may/mai,june/jun/juni,july/jul/juli,august/aug,september/sep/sept,october/oct/oktober/okt,november/nov,december/dec/dezember/dez",
  ),
);
/** Days told by how far they are from today. */
export const distances = phrases(
  ["today,now,right now,heute,jetzt,this day,the present day,the current day", 0],
  [
    "the next day,next day,the day after,the following day,am nächsten tag,am tag danach,tomorrow,tmr,tmrw,tomorow,tommorow,tommorrow,morgen",
    1,
  ],
  ["yesterday,gestern,the day before,the previous day,am tag davor", -1],
  ["the day after tomorrow,day after tomorrow,overmorrow,übermorgen,uebermorgen,the day after tmr", 2],
  ["the day before yesterday,day before yesterday,vorgestern", -2],
  ["vorvorgestern", -3],
  ["überübermorgen", 3],
);
/** Which of several: the one after this, this one, the one before. */
export const which = phrases(
  [
    "next,coming,upcoming,the next,the coming,the following,following,nächste,nächsten,nächster,nächstes,naechste,naechsten,kommende,kommenden,kommender,kommendes,den nächsten,die nächste",
    1,
  ],
  ["this,the current,diese,diesen,dieser,dieses,current", 0],
  [
    "last,previous,the last,the previous,letzte,letzten,letzter,letztes,vergangene,vergangenen,vorige,vorigen,voriges",
    -1,
  ],
);
/** The nearest of some weekdays: still to come, or just over. */
export const nearest = phrases(
  ["this upcoming,this coming,upcoming,coming", 5],
  ["this past,past,the past,vergangenen", 4],
);
/** Stretches of days that have names. */
export const stretches = phrases<"week" | "weekend" | "month" | "year" | "quarter">(
  ["week,woche", "week"],
  ["weekend,wochenende", "weekend"],
  ["month,monat", "month"],
  ["year,jahr", "year"],
);
/** Seasons, as the platforms write them. */
export const seasons = phrases(
  ["spring,frühling,frühjahr,fruehling", "SP"],
  ["summer,sommer", "SU"],
  ["fall,autumn,herbst", "FA"],
  ["winter", "WI"],
);
/** The last days of stretches. */
export const ends = phrases<"month" | "year">(
  [
    "end of month,end of the month,the end of the month,end of this month,ende des monats,monatsende,eom",
    "month",
  ],
  ["end of year,end of the year,the end of the year,end of this year,ende des jahres,jahresende,eoy", "year"],
);
/** So many days after one that was named. */
export const onward = phrases(
  ["week,in a week,in one week,in einer woche,in acht tagen", 7],
  ["in two weeks,in zwei wochen,in vierzehn tagen", 14],
);
