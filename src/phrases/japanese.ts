import { anyOf, type Phrases } from "./phrases.ts";

const kinds = {
  number: "数",
  ordinal: "順番",
  percent: "割合",
  money: "金額",
  date: "日付",
  time: "時刻",
  datetime: "日付と時刻",
  duration: "時間の長さ",
  phone: "電話番号",
  email: "メールアドレス",
  identifier: "文字と数字",
  boolean: "「はい」か「いいえ」",
} as const;

export const japanese: Phrases = {
  welcome: (app) => `${app}へようこそ。`,
  sorry: "申し訳ありません、問題が起きました。もう一度お試しください。",
  notUnderstood: "すみません、わかりませんでした。",
  again: ["すみません、わかりませんでした。", "まだわかりません。"],
  cancelled: "はい、取り消しました。",
  goodbye: "さようなら。",
  declined: "はい、やめておきます。",
  welcomed: "どういたしまして。",
  late: "申し訳ありません、時間がかかりすぎました。もう一度お試しください。",
  moreHelp: "もう一度「ヘルプ」と言うと、続きをお伝えします。",
  help: (abouts) =>
    `できることは次のとおりです。${abouts.map((it) => (/[。.!?！？]$/.test(it) ? it : `${it}。`)).join("")}`,
  whatNext: "何をしましょうか。",
  range: (least, most) =>
    least === undefined
      ? `${most}以下の数`
      : most === undefined
        ? `${least}以上の数`
        : `${least}から${most}までの数`,
  wrong: (range) => `${range}でお願いします。`,
  tooMany: (most) => `一度に${most}つまででお願いします。`,
  unknown: (text) => (text === "" ? "それはわかりません。" : `「${text}」はわかりません。`),
  kind: (kind) => kinds[kind],
  needs: (thing) => `${thing}を教えてください。`,
  possible: (names, more) => `${anyOf("ja", names)}${more ? "など" : ""}と言えます。`,
  yesOrNo: "「はい」か「いいえ」でお答えください。",
  choose: (names, more) => `どれにしますか。${anyOf("ja", names)}。${more ? "「もっと」とも言えます。" : ""}`,
  whichValue: (slot) => `${slot}は何ですか。`,
  whatToChange: (slots) => `何を変えますか。${anyOf("ja", slots)}。`,
  nothingBefore: "前には何もありません。",
  nothingSaid: "まだ何も言っていません。",
  givingUp:
    "すみません、わからないので、これはやめておきましょう。「ヘルプ」と言うと、できることをお伝えします。",
  gone: "すみません、先ほどの件はもうできません。",
  moment: "少々お待ちください。",
};
