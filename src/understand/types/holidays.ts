import { easter, nthWeekday, plusDays, weekdayOf, type Day } from "./calendar.ts";
import { phrases } from "./phrase.ts";

/** Holidays that are on the same day every year. */
export const fixed = phrases<readonly [month: number, day: number]>(
  [
    "christmas,xmas,christmas day,xmas day,weihnachten,1 . weihnachtstag,erster weihnachtstag,ersten weihnachtstag,ersten weihnachtsfeiertag,erster weihnachtsfeiertag,1 . weihnachtsfeiertag",
    [12, 25],
  ],
  ["christmas eve,xmas eve,heiligabend,heilig abend,heiliger abend", [12, 24]],
  [
    "boxing day,2 . weihnachtstag,zweiter weihnachtstag,zweiten weihnachtstag,zweiten weihnachtsfeiertag,zweiter weihnachtsfeiertag,2 . weihnachtsfeiertag,stephanstag",
    [12, 26],
  ],
  ["new year ' s eve,new years eve,new year eve,silvester", [12, 31]],
  ["new year ' s day,new years day,new year day,new year,new year ' s,new years,neujahr,neujahrstag", [1, 1]],
  ["halloween", [10, 31]],
  ["valentine ' s day,valentines day,valentine day,valentinstag", [2, 14]],
  [
    "st patrick ' s day,saint patrick ' s day,saint patrick,st patrick ' s,st . patrick ' s day,st patricks day",
    [3, 17],
  ],
  ["earth day", [4, 22]],
  ["juneteenth,freedom day,jubilee day", [6, 19]],
  ["veterans day,veteran ' s day,veterans ' day,martinstag,sankt martin", [11, 11]],
  ["groundhog day", [2, 2]],
  ["women ' s day,womens day,international women ' s day,weltfrauentag,frauentag", [3, 8]],
  ["guy fawkes night,bonfire night", [11, 5]],
  ["cinco de mayo", [5, 5]],
  ["bastille day", [7, 14]],
  ["australia day", [1, 26]],
  ["canada day", [7, 1]],
  ["star wars day", [5, 4]],
  ["heilige drei könige,dreikönigstag,epiphany", [1, 6]],
  ["weltkindertag,kindertag", [6, 1]],
  ["johannistag", [6, 24]],
  ["peter und paul", [6, 29]],
  ["augsburger friedensfest", [8, 8]],
  ["mariä himmelfahrt", [8, 15]],
  ["reformationstag", [10, 31]],
  ["allerseelen,all souls day,all souls ' day", [11, 2]],
  ["barbaratag", [12, 4]],
  ["independence day,4th of july,fourth of july,the fourth of july", [7, 4]],
  ["nikolaus,nikolaustag", [12, 6]],
  [
    "tag der arbeit,labour day,may day,workers day,workers ' day,international workers ' day,international workers day,maifeiertag",
    [5, 1],
  ],
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
  ["martin luther king day,mlk day,martin luther king jr day", (year) => nthWeekday(year, 1, 1, 3)],
  ["presidents day,president ' s day,presidents ' day", (year) => nthWeekday(year, 2, 1, 3)],
  ["columbus day,indigenous peoples day", (year) => nthWeekday(year, 10, 1, 2)],
  ["cyber monday", (year) => plusDays(nthWeekday(year, 11, 4, 4), 4)],
  ["mardi gras,fat tuesday,shrove tuesday,fastnachtsdienstag", (year) => plusDays(easter(year), -47)],
  ["ash wednesday,aschermittwoch", (year) => plusDays(easter(year), -46)],
  ["weiberfastnacht", (year) => plusDays(easter(year), -52)],
  ["fastnachtssamstag,karnevalssamstag", (year) => plusDays(easter(year), -50)],
  ["fastnachtssonntag,karnevalssonntag", (year) => plusDays(easter(year), -49)],
  ["rosenmontag", (year) => plusDays(easter(year), -48)],
  ["palm sunday,palmsonntag", (year) => plusDays(easter(year), -7)],
  ["maundy thursday,gründonnerstag", (year) => plusDays(easter(year), -3)],
  ["holy saturday,karsamstag", (year) => plusDays(easter(year), -1)],
  ["ascension day,ascension,christi himmelfahrt,himmelfahrt,vatertag", (year) => plusDays(easter(year), 39)],
  ["whit monday,pfingstmontag", (year) => plusDays(easter(year), 50)],
  ["corpus christi,fronleichnam", (year) => plusDays(easter(year), 60)],
  ["erntedankfest,erntedank", (year) => nthWeekday(year, 10, 7, 1)],
  ["volkstrauertag", (year) => plusDays(firstAdvent(year), -14)],
  ["buß - und bettag,buß und bettag", (year) => plusDays(firstAdvent(year), -11)],
  ["totensonntag,ewigkeitssonntag", (year) => plusDays(firstAdvent(year), -7)],
  ["first advent,erster advent,1 . advent,ersten advent", firstAdvent],
  ["zweiter advent,2 . advent,second advent", (year) => plusDays(firstAdvent(year), 7)],
  ["dritter advent,3 . advent,third advent", (year) => plusDays(firstAdvent(year), 14)],
  ["vierter advent,4 . advent,fourth advent", (year) => plusDays(firstAdvent(year), 21)],
  ["memorial day", (year) => nthWeekday(year, 5, 1, -1)],
  ["mother ' s day,mothers day,muttertag", (year) => nthWeekday(year, 5, 7, 2)],
  ["father ' s day,fathers day", (year) => nthWeekday(year, 6, 7, 3)],
);

/** The fourth Sunday before Christmas. */
function firstAdvent(year: number): Day {
  const eve = { year, month: 12, day: 24 };
  return plusDays(eve, -(weekdayOf(eve) % 7) - 21);
}
