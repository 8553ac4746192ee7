import { easter, nthWeekday, plusDays, type Day } from "./calendar.ts";
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
  ["today,now,right now,heute,jetzt,this day,the present day", 0],
  ["tomorrow,tmr,tmrw,tomorow,tommorow,tommorrow,morgen", 1],
  ["yesterday,gestern", -1],
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
  ["this upcoming,this coming,upcoming,coming", 3],
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
/** Holidays that are on the same day every year. */
export const fixed = phrases<readonly [month: number, day: number]>(
  ["christmas,xmas,christmas day,xmas day,weihnachten,1 . weihnachtstag,erster weihnachtstag", [12, 25]],
  ["christmas eve,xmas eve,heiligabend,heilig abend,heiliger abend", [12, 24]],
  ["boxing day,2 . weihnachtstag,zweiter weihnachtstag", [12, 26]],
  ["new year ' s eve,new years eve,new year eve,silvester", [12, 31]],
  ["new year ' s day,new years day,new year,new year ' s,new years,neujahr,neujahrstag", [1, 1]],
  ["halloween", [10, 31]],
  ["valentine ' s day,valentines day,valentine day,valentinstag", [2, 14]],
  ["st patrick ' s day,saint patrick ' s day,st . patrick ' s day,st patricks day", [3, 17]],
  ["independence day,4th of july,fourth of july,the fourth of july", [7, 4]],
  ["nikolaus,nikolaustag", [12, 6]],
  ["tag der arbeit,labour day,may day", [5, 1]],
  ["tag der deutschen einheit", [10, 3]],
  ["allerheiligen,all saints ' day,all saints day", [11, 1]],
  ["april fools,april fools day,april fool ' s day", [4, 1]],
);
/** Holidays that are told by a rule. */
export const moving = phrases<(year: number) => Day>(
  ["easter,easter sunday,ostern,ostersonntag", easter],
  ["good friday,karfreitag", (year) => plusDays(easter(year), -2)],
  ["easter monday,ostermontag", (year) => plusDays(easter(year), 1)],
  ["pentecost,pfingsten,pfingstsonntag", (year) => plusDays(easter(year), 49)],
  ["thanksgiving,thanksgiving day", (year) => nthWeekday(year, 11, 4, 4)],
  ["black friday", (year) => plusDays(nthWeekday(year, 11, 4, 4), 1)],
  ["labor day", (year) => nthWeekday(year, 9, 1, 1)],
  ["memorial day", (year) => nthWeekday(year, 5, 1, -1)],
  ["mother ' s day,mothers day,muttertag", (year) => nthWeekday(year, 5, 7, 2)],
  ["father ' s day,fathers day", (year) => nthWeekday(year, 6, 7, 3)],
);
