export const english = `
buy purchase order get acquire bought ordered purchased buying obtain
buy shop shopping store mall supermarket
cost price expensive much charge fee rate pay worth pricey priced
cheap affordable budget inexpensive low bargain discount sale deal coupon
money cash fund dollar buck currency euro finances
pay paid payment paying settle bill owe due
bill invoice statement receipt
bank account checking savings deposit
transfer send move wire shift transmit
balance amount total left remaining sum
credit card debit visa mastercard amex
stolen lost missing misplaced stole theft lose gone
fraud fraudulent suspicious scam unauthorized unrecognized unfamiliar
block freeze lock hold stop suspend disable deactivate
damaged broken cracked bent snapped broke damage scratched melted demagnetized
expire expiration expiry expired expires valid validity
limit maximum max cap highest
raise increase up higher boost grow extend improve better
lower decrease down reduce less drop decline turn smaller
interest rate apr apy percent percentage
loan mortgage borrow lend lending debt
tax taxes irs filing w2 refund
salary income wage wages earn earnings paycheck paid payday make
insurance insured coverage policy plan benefits premium
retirement 401k pension rollover ira
invest investment stock stocks share market portfolio
spend spent spending expense expenses expenditure
transaction transactions purchases purchase charges history activity
work job employment career office employer company
boss manager supervisor director chief
colleague coworker teammate team staff crew
vacation holiday leave pto off break
trip travel journey travelling vacation tour visit traveling going
fly flight plane airplane airline flying flew airways jet
airport terminal gate layover
luggage bag baggage suitcase carry bags
hotel motel inn lodging room accommodation stay resort hostel airbnb
book reserve reservation booking schedule arrange reserved booked
rent rental hire lease renting
car vehicle auto automobile truck van suv
drive driving ride commute
uber lyft taxi cab ride
bus train subway metro transit rail
gas fuel gasoline petrol tank diesel
tire tires tyre wheel pressure psi
oil engine motor lubricant
mechanic repair fix maintenance service serviced fixed
traffic congestion jam road highway route
direction directions navigate route way map
distance far miles kilometers long away mile
near nearby close closest nearest around local
location place where address spot located whereabouts
country nation state city town region
passport visa document travel id
vaccine shot shots vaccination immunization vaccinated vaccines vaccinations
doctor physician hospital clinic medical health
restaurant diner cafe bistro eatery steakhouse bar pub grill
eat food meal dinner lunch breakfast supper dine snack
cook make prepare bake fry boil recipe cooking cooked
recipe instructions directions steps
ingredient ingredients component contain contains
calorie calories nutrition nutritional healthy fat sugar carbs protein sodium
substitute replace swap replacement instead alternative switch exchange interchange
drink beverage water juice coffee tea soda beer wine
bread loaf toast bun baguette
rotten spoiled bad expired stale fresh
last keep good store until
cuisine meal dish food italian mexican chinese indian thai
review reviews rating rated opinion feedback recommended stars
recommend suggest suggestion recommendation advice idea ideas propose
weather forecast rain sunny snow temperature cloudy outside hot cold storm rainy wind humid
warm hot heat heating cold cool chilly degrees thermostat temperature
time clock hour oclock
timezone zone time gmt est pst
date day calendar today
alarm wake alert
timer countdown stopwatch
remind reminder remember forget reminders memo note
meeting appointment schedule event calendar conference session
schedule agenda itinerary plan calendar planner
cancel delete remove erase clear drop scrap undo abort eliminate
add put include insert append place
list lists checklist
todo tasks task chores chore errands
create make new start set setup establish build generate open
change modify edit update switch alter adjust revise
turn switch set flip toggle
show display see view look find pull bring list
tell say inform explain describe give let know
find search locate look seek discover hunt
know understand learn figure determine aware
check verify confirm see look examine
need want require must like would wish
help assist aid support assistance
call phone dial ring telephone contact
message text sms mail email messages note letter
share send post forward give
answer reply respond response
repeat again redo once restate
name called names title known call
mean meaning means definition define defined definitions stands
word term phrase expression
spell spelling spelled letters
translate translation say language speak speaks french spanish german italian japanese
language tongue dialect accent
english british american accent
song music track tune album playlist band artist melody
play listen hear start put playing
skip next forward jump following
stop end quit cease finish halt pause
previous last before back prior former earlier
volume loud quiet louder sound softer
light lights lamp bulb lamps lighting
movie film show tv series watch cinema
game play sport match
book read novel story author
joke funny humor laugh comedy amusing
fun interesting trivia fact facts
hello hi hey greetings howdy
bye goodbye farewell later adios
thanks thank appreciate grateful cheers
yes yeah sure okay right correct affirmative true yep absolutely definitely agree
no nope false wrong incorrect negative not never
maybe perhaps possibly unsure dunno depends
robot ai human bot computer machine real person artificial
maker made created built developer designed creator programmed
old age birthday born
hobby hobbies interests fun pastime free
pet pets dog cat animal
user call name nickname refer
password pin code passcode login
reset restore change default factory
sync synchronize connect pair link connected
phone cell mobile smartphone iphone android device
find locate lost misplaced where whereabouts
delivery deliver ship shipping arrive arrival package shipped delivered parcel mail
status progress update track tracking where state stage
apply application applying applied submit
approve approval approved accepted accept
reject declined denied refused decline rejected
why reason cause how
score rating rate fico points
reward rewards points cashback earned bonus
redeem use cash spend apply
international foreign abroad overseas outside
exchange conversion convert rate converted
measure measurement unit convert conversion cups ounces inches grams
calculate math compute plus times divided sum square add multiply equals
roll dice die
flip coin toss heads tails
number digits figure amount
routing number aba
minimum least lowest smallest min
maximum most highest biggest max
big large huge great giant size
small little tiny mini
long duration length many last
fast quick quickly speed soon rapidly
slow slower slowly slowed
start begin commence initiate launch
end finish complete done over conclude
begin first start initial
open unlock access enter
close shut off lock
busy free available availability
invite guest friend party
friend buddy pal mate
family mother father mom dad parent sister brother wife husband
child kid children kids son daughter
house home apartment residence place flat
smart home device devices
buy grocery groceries supermarket shopping
clothes shirt dress pants shoes wear
buying item items product products goods stuff things
happy glad good great fine nice pleased
sad bad unhappy upset
angry mad furious annoyed
sick ill sickness flu illness
problem issue trouble error wrong difficulty fault
broken working malfunction defective faulty
error mistake wrong incorrect bug
question ask inquire query wonder
information info details data detail
report notify tell inform alert file claim
notice alert notification warning
immediately now asap instantly right away
today tonight now currently present
tomorrow upcoming next future coming
yesterday past previous last ago recent recently latest
week weekly monthly month year daily annual
morning afternoon evening night noon
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
allow allowed permit can able possible may
require required need necessary mandatory must
choose select pick option choice
different another other alternate else
same similar like equal identical
more additional extra another further
few some several couple
all every everything entire whole total
current currently present existing now
best top favorite great finest
worst bad terrible awful
popular famous trending hot
live reside living
die dead death
person people someone individual human
woman women lady girl female
man men guy boy male
president leader government politics
news headlines current events
website site online internet web page
app application program software
computer laptop pc desktop
account profile user login
sign log register enroll signup join subscribe
subscription membership subscribe plan
contract agreement terms
return refund back reimburse
gift present card
seat ticket tickets admission pass
concert show event gig festival
theater cinema theatre movies
sport football basketball soccer baseball team
win won winning victory
exercise workout gym fitness run
sleep bed rest nap
clean wash cleaning laundry tidy
kitchen oven stove microwave fridge
water plant garden flowers
power electricity energy electric utility
room bedroom bathroom living kitchen
wifi internet connection network broadband
battery charge charging charger power
camera photo picture image pic photos
video clip movie youtube
voice speak talk sound tone
whisper quiet soft silent mute
talk speak chat conversation converse
accent voice tone gender
jump starter start battery
jumper dead battery car
oil change changed
check engine light
mpg mileage gallon miles
plug socket outlet adapter converter
carry on allowed bring
layover stopover connection
travel alert safe safety dangerous warning
safe secure security dangerous
health checkup test symptoms
medicine pill drug medication prescription
pain hurt ache headache
school college university student class
study homework learn exam test
teacher professor instructor
`;
export const german = ``;
