/** What gives a language away in Latin script. */
interface Tongue {
  /** As a tag; nothing for languages that are only known so that they are not taken for others. */
  readonly tag: string | undefined;
  /** Words that almost any sentence has some of. */
  readonly common: string;
  /** Words that say it alone. */
  readonly telling: string;
  /** Letters that hardly any other has. */
  readonly letters: string;
}

/** Languages in Latin script, by what people write to each other. */
export const tongues: readonly Tongue[] = [
  {
    tag: "en",
    common:
      "the and is are was were be been have has had do does did will would can could should not don't doesn't didn't can't won't i'm i'll i've it's that's we're you're let's i you he she it we they me my your our their his her this that these those there here what when where who why how which with from for to of in on at by about as if but or so an a all any some just now then today tomorrow yes please know think need get got going go see right good great sure ready done up out no met over under after before until yet still too very well only more last next week day time meeting soon later again nice looks look sounds sure give tell find change set put make take call let help work works want say said says him us into than because everyone someone something everything anything what's where's who's there's he's she's they're wasn't isn't aren't been being every back one two my ago",
    telling: "thanks thank hello sorry",
    letters: "",
  },
  {
    tag: "de",
    common:
      "der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ist sind war waren bin bist sein habe hat haben hatte wird werden wurde kann können kannst muss müssen soll will wollen ich du er sie es wir ihr mir mich dir dich uns euch sich mein dein unser im in am an auf aus bei mit nach von vor zu zum zur über unter für um wenn weil dass ob als wie was wer wo wann warum schon noch auch nur sehr mehr heute morgen gestern jetzt gleich dann da hier ja nein doch mal bitte gut alles klar so man also hab gibt geht machen macht diesen dieser dieses diese jeden jeder jede geht gehe gehen komme kommt kommen könnte könnten später nächste nächsten immer läuft zurück woche uhr abend tag leider super ok viel spaß erfolg glück kannst sollen müssen hätte wäre vielleicht bitte beim ins vom sowie sonst eben halt wieder weiter ganz etwas nichts jemand niemand sag schick ruf finde finden weiß",
    telling: "danke hallo tschüss genau gerade nicht",
    letters: "ß",
  },
  {
    tag: "fr",
    common:
      "le la les un une des du de et ou mais ne pas plus est sont était suis es sommes êtes ai as a avons avez ont je tu il elle on nous vous ils elles me te se mon ma mes ton ta tes son sa ses notre votre ce cette ces cet que qui quoi dans sur sous avec sans pour par en au aux chez si comme quand où comment pourquoi très bien oui non ça c'est j'ai je n'ai qu'il d'accord peux peut faire fait va vais tout tous aujourd'hui demain hier maintenant encore déjà aussi ici là être avoir avait été serai sera suis veux voir dire fais bonne bon chance réunion plaît vraiment beaucoup trop peu rien jamais toujours prêt donc alors après avant fois quelque quel quelle voilà ok leur leurs cela était vu voit vois appelle",
    telling: "merci bonjour salut bonsoir d'accord c'est aujourd'hui",
    letters: "œêû",
  },
  {
    tag: "es",
    common:
      "el la los las un una unos unas y o pero no ni es son era fue está están estoy estamos soy eres somos ser he ha han hay tengo tiene tenemos yo tú él ella nosotros ellos me te se nos le les lo mi mis tu tus su sus este esta estos esto ese esa eso que quien cuando donde dónde como cómo qué por para con sin en de del al a sobre entre si sí muy más ya también hoy mañana ayer ahora aquí allí bien todo todos puedo puede vamos voy va hacer hecho algo nada gracias listo suerte reunión después antes siempre nunca mucho mucha también luego ok vale bueno buena tarde hora día quiero puedes tienes dice decir ver claro vez otra otro mejor nuestra nuestro sea ser estar fue eso",
    telling: "gracias hola buenos mañana",
    letters: "ñ¿¡",
  },
  {
    tag: "it",
    common:
      "il lo la i gli le un uno una e o ma non è sono era sei siamo siete essere ho hai ha abbiamo avete hanno io tu lui lei noi voi loro mi ti si ci vi mio mia tuo tua suo sua nostro questo questa questi quello quella che chi cosa quando dove come perché di a da in con su per tra fra del della dello dei delle degli al alla ai alle dal dalla nel nella sul sulla se più molto bene anche già ancora oggi domani ieri adesso ora qui sì no tutto tutti posso può fare fatto vado va c'è dell'anno sto stai stiamo vengo arrivo riunione pronto dopo prima sempre mai molta buona buono fortuna ora giorno sera ok va voglio puoi dire vedere subito così invece quindi ancora adesso niente qualcosa stato stata essere nostra facciamo vediamo",
    telling: "grazie ciao buongiorno perché c'è",
    letters: "ìò",
  },
  {
    tag: "pt",
    common:
      "o a os as um uma uns umas e ou mas não nem é são era foi está estão estou estamos sou somos ser ter tem têm tenho temos há eu tu você ele ela nós vocês eles me te se nos meu minha teu tua seu sua nosso este esta isto esse essa isso aquele que quem quando onde como por porque para pra com sem em de do da dos das no na nos nas ao à pelo pela sobre entre se sim muito mais já também hoje amanhã ontem agora aqui bem tudo todos posso pode vamos vou vai fazer feito boa bom sorte reunião depois antes sempre nunca muita então ok hora dia quero pode podes dizer ver claro vez outra outro melhor nossa estar fica ficou obrigado gente já até só lá tá né",
    telling: "obrigado obrigada olá não você amanhã",
    letters: "ãõ",
  },
  {
    tag: "nl",
    common:
      "de het een en of maar niet geen is zijn was waren ben bent heb hebt heeft hebben had wordt worden kan kunnen moet moeten zal wil willen ik jij je hij zij ze wij we jullie mij me jou hem haar ons hun mijn jouw onze dit dat deze die wat wie waar wanneer waarom hoe in op aan bij met van voor naar om uit over onder tot te als dan dus ook nog al wel heel meer vandaag morgen gisteren nu hier daar ja nee graag goed alles er zo even gaat gaan doen ga gaan kom komt komen kunnen straks later altijd nooit veel succes mooi prima even vergadering uur dag week wel maar toch misschien iets niets iemand laat weten klaar bezig gedaan dank jullie onze denk zie maken maakt doe doet zou had kun stuur sturen bel bellen",
    telling: "bedankt dankjewel hoi niet",
    letters: "",
  },
  {
    tag: "sv",
    common:
      "och att det som en ett är på inte för med den av jag du han hon vi ni de om har hade kan ska vill var från till men när hur vad så här där nu idag imorgon igår också bara mycket ja nej mig dig oss min din vår",
    telling: "tack hej inte",
    letters: "",
  },
  {
    tag: "pl",
    common:
      "i w na z do nie to że jest są był była być mam ma mamy co jak kiedy gdzie kto ale czy się po od za dla już też tak bardzo dzisiaj jutro wczoraj teraz tu tam ja ty on ona my wy oni mnie ci mój będę będzie",
    telling: "dziękuję cześć dzięki nie",
    letters: "łążęśćń",
  },
  {
    tag: "tr",
    common:
      "ve bir bu şu o ben sen biz siz onlar için ile de da ne mi mı mu var yok çok daha ama gibi kadar şimdi bugün yarın dün evet hayır değil olarak ki her nasıl neden",
    telling: "teşekkürler merhaba tamam değil",
    letters: "ğışİ",
  },
  {
    tag: undefined,
    common:
      "og at det som en et er på ikke for med den av af jeg du han hun vi de om har kan skal vil var fra til men når hvor hva hvad så nå nu i dag også bare meget ja nei nej",
    telling: "takk tak ikke jeg",
    letters: "øæ",
  },
  {
    tag: undefined,
    common: "ja on ei se että mutta minä sinä hän olen olet oli kun niin myös nyt",
    telling: "kiitos moi",
    letters: "",
  },
  {
    tag: undefined,
    common: "a az és nem hogy van egy is de meg ez mert már csak én te ő mi ti ők",
    telling: "köszönöm szia",
    letters: "őű",
  },
  {
    tag: undefined,
    common: "a je se na v že to si ale jak jsem jsi není tak do s z pro už ano ne",
    telling: "děkuji ahoj díky",
    letters: "řěů",
  },
  {
    tag: undefined,
    common: "și nu este sunt la cu pe de că un o din mai am ai are eu tu el ea ce da",
    telling: "mulțumesc salut bună",
    letters: "țșă",
  },
  {
    tag: undefined,
    common: "yang dan di ini itu tidak untuk dengan saya kamu dia kami kita ada akan dari ke ya sudah bisa",
    telling: "terima kasih",
    letters: "",
  },
];
