"""A vocabulary for the tests of quick add: three activities, three venues, a district and a department."""

from datetime import time

from campaigns.core.quickadd.pieces import Named, NamedActivity, Vocabulary
from campaigns.core.wording import Bilingual

HUANCUI = Named("hc", Bilingual("环翠区", "Huancui District"), Bilingual("环翠区", "Huancui"))
EDUCATION = Named("jyj", Bilingual("市教育局", "Education Bureau"), Bilingual("教育局", "Education"))
WORDS = Vocabulary(
    year=2026,
    activities=(
        NamedActivity(
            Named(
                "S1",
                Bilingual("“2026创业带动就业—市区行”", "District roadshow"),
                Bilingual("市区行", "Roadshow"),
            ),
            time(9),
            120,
            "square",
        ),
        NamedActivity(
            Named(
                "S2",
                Bilingual("“创业指导进社区活动”", "Start-up guidance into communities"),
                Bilingual("创业指导进社区", "Community visits"),
            ),
            time(9),
            120,
            "community",
        ),
        NamedActivity(
            Named(
                "S3",
                Bilingual("“创业指导进院校活动”", "Start-up guidance into campuses"),
                Bilingual("创业指导进院校", "Campus visits"),
            ),
            time(14),
            90,
            "campus",
        ),
    ),
    venues=(
        Named("community", Bilingual("古陌社区", "Gumo Community")),
        Named("campus", Bilingual("哈尔滨工业大学（威海）", "Harbin Institute of Technology, Weihai")),
        Named("campus", Bilingual("山东大学（威海）", "Shandong University, Weihai")),
    ),
    districts=(HUANCUI,),
    hosts=(HUANCUI, EDUCATION),
)
