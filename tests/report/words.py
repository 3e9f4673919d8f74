"""What each sentence and verdict of a report says, in Dutch and English, as the judge reads it."""

NAMES = {  # words of the tables -> measure
    "Resultaat gesprek": "agreed_utility", "Result of the talks": "agreed_utility",
    "Opbrengst": "value", "Value": "value",
    "Gunfactor": "goodwill_received", "Goodwill": "goodwill_received",
    "Extra's gekregen": "extras_received", "Extras received": "extras_received",
    "Vertrouwen": "trust_received", "Trust": "trust_received",
    "Spanning": "tension", "Tension": "tension",
    "Op tijd": "in_time", "In time": "in_time",
    "Eindigt in strijd": "hostile", "Ends in conflict": "hostile",
}  # fmt: skip
MORE, LESS, SAME = "more", "less", "same"
BRIEF = [  # (measure, when, claim, what a sentence of it says)
    ("agreed_utility", "first", MORE,
        r"samenwerkende zorgaanbieders aantoonbaar meer binnen dan harde|"
        r"cooperative care providers bring home demonstrably more than hard|"
        r"dit verhaal aantoonbaar meer uit het gesprek|"
        r"demonstrably more out of the talks in this story"),
    ("agreed_utility", "first", LESS,
        r"halen harde zorgaanbieders aantoonbaar meer binnen|"
        r"hard care providers bring home demonstrably more|"
        r"dit verhaal aantoonbaar minder uit het gesprek|"
        r"demonstrably less out of the talks in this story"),
    ("agreed_utility", "first", SAME,
        r"In het eerste gesprek \(\d+\) is geen verschil aantoonbaar|"
        r"In the first talks \(\d+\) no difference is shown|"
        r"in het resultaat van het gesprek geen verschil aantoonbaar|"
        r"no difference is shown in the result of the talks"),
    ("value", "last", MORE,
        r"opbrengst van samenwerkende zorgaanbieders aantoonbaar hoger|"
        r"year yields cooperative care providers demonstrably more|"
        r"in dit verhaal aantoonbaar hoger|"
        r"demonstrably more in this story|"
        r"aantoonbaar hoger dan in het begin|"
        r"demonstrably more than at the start"),
    ("value", "last", LESS,
        r"opbrengst van harde zorgaanbieders aantoonbaar hoger|"
        r"year yields hard care providers demonstrably more|"
        r"in dit verhaal aantoonbaar lager|"
        r"demonstrably less in this story|"
        r"aantoonbaar lager dan in het begin|"
        r"demonstrably less than at the start"),
    ("value", "last", SAME,
        r"geen verschil aantoonbaar tussen de opbrengst|"
        r"no difference is shown in what the year yields|"
        r"in de opbrengst geen verschil aantoonbaar|"
        r"no difference in value is shown|"
        r"in de opbrengst van de zorgaanbieder geen verschil|"
        r"no difference is shown in the value for"),
    ("goodwill_received", "last", MORE,
        r"Samenwerkende zorgaanbieders krijgen dan aantoonbaar meer|"
        r"Cooperative care providers then get demonstrably more|"
        r"dan in dit verhaal aantoonbaar meer gunfactor|"
        r"then gets demonstrably more goodwill|"
        r"is aantoonbaar gestegen|"
        r"has demonstrably risen"),
    ("goodwill_received", "last", LESS,
        r"Harde zorgaanbieders krijgen dan aantoonbaar meer|"
        r"Hard care providers then get demonstrably more|"
        r"dan in dit verhaal aantoonbaar minder gunfactor|"
        r"then gets demonstrably less goodwill|"
        r"is aantoonbaar gedaald|"
        r"has demonstrably fallen"),
    ("goodwill_received", "last", SAME,
        r"In gunfactor is dan geen verschil|"
        r"No difference in goodwill is shown then|"
        r"In de gunfactor die de zorgaanbieder krijgt, is geen verschil|"
        r"No difference is shown in the goodwill"),
]  # fmt: skip
VERDICTS = {
    "Ja": "yes", "Yes": "yes",
    "Ja, maar het scheelt weinig": "little", "Yes, but it makes little difference": "little",
    "Niet aantoonbaar": "no", "Not shown": "no",
    "Nee, juist andersom": "reversed", "No, the other way round": "reversed",
    "Nee, te ver ernaast": "far", "No, too far off": "far",
    "Nee, wel die kant op, maar niet zo veel": "less", "No, that way, but not as much": "less",
    "Wel die kant op, maar of het zo veel is, is niet aantoonbaar": "open",
    "That way, but whether it is that much is not shown": "open",
    "Hier niet te meten": "none", "Cannot be measured here": "none",
    "Met één run niet te zeggen": "one", "Cannot be told from one run": "one",
}  # fmt: skip
