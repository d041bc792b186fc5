"""English words."""

from __future__ import annotations

from benchmarks.corpus.words.shape import Words, cut, industry

# Source: invented.
WORDS = Words(
    code="en",
    months=cut("January|February|March|April|May|June|July|August|September|October|November|December"),
    short_months=cut("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"),
    month_form="{m} {y}",
    day_form="{d} {m} {y}",
    seasons=("Spring", "Summer", "Autumn"),
    quarter_form="Q{q} {y}",
    to=("to", "until"),
    since="since",
    present=("present", "Present", "current", "now", "today", "to date"),
    present_after="present",
    units=("yr", "yrs", "mo", "mos"),
    first=cut("Imogen|Dexter|Philippa|Rhodri|Maeve|Barnaby|Saoirse|Tobias|Anjali|Keziah|April|Summer"),
    last=cut("Thistlewood|Okonjo|Pemberley|Garrick|Vantongeren|Lowrie|Bannerjee|Quickfall|March|Winters"),
    cities=cut("Leeds|Norwich|Halifax, NS|Dunedin|Tulsa, OK|Galway|Perth, WA|Kuala Lumpur|Remote|Reading"),
    streets=cut("{n} Larch Street|Flat {n}, 210 Quay Road|{n} Old Mill Lane"),
    phone="+44 20 7946 0{n}",
    birth="",
    headings={
        "summary": ("Profile", "Summary", "About me"),
        "experience": ("Experience", "Work Experience", "Employment History", "Professional Experience"),
        "education": ("Education", "Education and Training"),
        "certificates": ("Certifications", "Certificates"),
        "projects": ("Projects", "Selected Projects"),
        "publications": ("Publications",),
        "awards": ("Awards", "Honours and Awards"),
        "volunteer": ("Volunteering", "Volunteer Work"),
        "skills": ("Skills", "Key Skills"),
        "languages": ("Languages",),
        "interests": ("Interests",),
        "contact": ("Contact",),
    },
    labels={"employer": "Employer", "position": "Position", "period": "Period", "place": "Location", "tasks": "Duties"},
    at="at",
    industries=(
        industry(
            "Laboratory Assistant I|Laboratory Technician II|Analyst, Water Quality|"
            "Senior Analyst (Trace Metals)|Head of Laboratory / Quality Lead",
            "Tested {n} samples a week with {tool} and wrote up the deviations|"
            "Prepared the {year} accreditation visit, closed without findings|"
            "Moved the sample register to {tool} in {year}, saving {n} hours a month|"
            "Trained new colleagues in safe handling of solvents",
            "LabWare|ChemStation|Minitab",
        ),
        industry(
            "Commis Chef|Chef de Partie|Sous Chef, Banqueting|Head Chef|Executive Chef, Hotels & Events",
            "Cooked for up to {n} guests on weekends|Kept food cost at {n} % through {year} and {year2}|"
            "Wrote the summer menu and negotiated with growers|Ran stock control in {tool}",
            "MarketMan|Micros|Apicbase",
        ),
        industry(
            "Site Engineer|Project Engineer II|Structural Engineer - Bridges|Lead Engineer, Rail|"
            "Director of Works (Northern Region)",
            "Designed {n} footbridges in {tool}, two of them listed|Supervised a crew of {n} on the ring road, {year}|"
            "Cut rework by {n} % after a study in {year}|Prepared tender documents and bills of quantities",
            "AutoCAD|Tekla|Primavera",
        ),
        industry(
            "Junior Copywriter|Copywriter / Editor|Campaign Manager|Senior Brand Manager, EMEA|VP Marketing & Brand",
            "Planned {n} campaigns in {year}|Rewrote the help pages, which cut calls by {n} %|"
            "Measured every campaign with {tool}|Managed a budget of 1.{n} million from {year} to {year2}",
            "Matomo|Mailchimp|Figma",
        ),
        industry(
            "Warehouse Operative|Forklift Driver|Shift Leader (Nights)|Depot Manager|Supply Chain Manager, Cold Chain",
            "Loaded {n} trailers a shift|Introduced {tool} for slotting in {year}|"
            "No lost-time accident since {year}|Planned routes for {n} vans every morning",
            "Manhattan WMS|Körber|Paragon",
        ),
    ),
    employers=cut(
        "Thornbury Mills|Harrow & Pike LLP|Greenfinch Foods plc|Kettle Bay Resorts|Northmoor NHS Trust|Axiom 9 Ltd|"
        "City of Wexley Council|Blue Kiln Ceramics|The Lantern Press|Dunmore College|Radley + Roe Architects"
    ),
    interns=cut("Intern, Quality Control|Marketing Intern|Summer Intern|Engineering Intern (Placement Year)"),
    part_time="part-time",
    freelance=cut("Freelance Proofreader|Freelance Photographer|Independent Food Stylist"),
    volunteer=(("Reading Mentor", "Wexley Library Friends"), ("Lifeboat Crew", "Kettle Bay Rescue")),
    break_title="Career break (family care)",
    degrees=cut("BSc Chemistry|MSc Structural Engineering|BA English Literature|HND Hospitality Management"),
    schools=cut("University of Marlowe|Dunmore College|Saint Brannoc's School"),
    certificates=cut("First Aid at Work|PRINCE2 Foundation|Food Safety Level 3|Counterbalance Forklift Licence"),
    projects=cut("Tide gauge network|Community cookbook|Open depot map"),
    publications=cut(
        "Copper in small rivers, Journal of Local Waters 12|A short history of the handrail, Bridge Notes 4"
    ),
    awards=cut("Young Engineer of the Year|Golden Ladle, second place"),
    summary=cut(
        "Hands-on professional with {n}+ years of experience who likes clear goals and calm teams.|"
        "Over {n} years of experience in small and large companies. Known for tidy work and honest reports."
    ),
    tongues="English (native), French (B2), Welsh (A2)",
    interests="Open-water swimming, choir, bread",
    page="Page {n}",
)
