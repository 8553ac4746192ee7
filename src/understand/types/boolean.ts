import { phrases } from "./phrase.ts";
import type { Reader } from "./reader.ts";

const answers = phrases<"yes" | "no">(
  [
    "yes,yeah,yep,yup,ya,yea,yes sir,sure,sure thing,for sure,ok,okay,k,okey dokey,alright,all right,fine,right,correct,exactly,absolutely," +
      "definitely,certainly,indeed,of course,go ahead,go for it,do it,please do,yes please,sounds good,sounds great,why not,that is right," +
      "that ' s right,that ' s correct,that is correct,that ' s it,true,affirmative,perfect,you bet,i do,i would,i am,it is,it does,by all means," +
      "i think so,i guess so,i guess,uh huh,mhm,totally,works for me,that works,👍,ja,jawohl,jo,jep,klar,na klar,genau,richtig,stimmt,gerne,sehr gerne," +
      "natürlich,selbstverständlich,mach das,mach es,ja bitte,auf jeden fall,unbedingt,passt,in ordnung,einverstanden,warum nicht,sicher,freilich,ja klar",
    "yes",
  ],
  [
    "no,nope,nah,na,no way,no thanks,no thank you,not really,not now,not at all,absolutely not,definitely not,certainly not,of course not,never,negative," +
      "i don ' t think so,i do not think so,don ' t,do not,please don ' t,don ' t do it,rather not,i ' d rather not,i would rather not,wrong,incorrect,false," +
      "that ' s wrong,that is wrong,no need,not today,hell no,no sir,i don ' t,i do not,it isn ' t,it is not,it ' s not,nein,nö,nee,ne,nein danke,lieber nicht," +
      "auf keinen fall,keinesfalls,niemals,bloß nicht,bestimmt nicht,falsch,stimmt nicht,nicht wirklich,eher nicht,überhaupt nicht,👎",
    "no",
  ],
);
/** What people put around an answer without changing it. */
const around = new Set(
  ", . ! um uh well oh please bitte thanks thank you danke then dann just it that i do sir ma'am actually also na ach ok okay and so very much doch".split(
    " ",
  ),
);

/** An answer to whether something is so: "yes" or "no", in the many forms that it has. */
export const booleanAt: Reader = (tokens, from, to) => {
  let at = from;
  while (at < to && !answers(tokens, at, to) && around.has(tokens[at]?.plain ?? "")) at++;
  const first = answers(tokens, at, to);
  if (!first) return undefined;
  let end = first.to;
  for (;;) {
    const more = answers(tokens, end, to);
    if (more && more.value === first.value) end = more.to;
    else if (!more && end < to && around.has(tokens[end]?.plain ?? "")) end++;
    else break;
  }
  return { to: end, value: first.value };
};
