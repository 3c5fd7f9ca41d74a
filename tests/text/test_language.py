import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.text._words import word_list
from stance.text.language import is_english

FOREIGN = {
    "Spanish": "El ministro dijo el lunes que su país no aceptará la venta de armas a la isla y pidió más diálogo.",
    "French": "Le ministre a déclaré lundi que son pays n'accepterait pas la vente d'armes à l'île et qu'il est déçu.",
    "German": "Der Minister sagte am Montag, sein Land werde den Verkauf von Waffen an die Insel nicht hinnehmen.",
    "Portuguese": "O ministro disse na segunda-feira que o seu país não aceitará a venda de armas à ilha.",
    "Italian": "Il ministro ha detto lunedì che il suo paese non accetterà la vendita di armi all'isola e ne è deluso.",
    "Dutch": "De minister zei maandag dat zijn land de verkoop van wapens aan het eiland niet zal aanvaarden.",
    "Polish": "Minister powiedział w poniedziałek, że jego kraj nie zaakceptuje sprzedaży broni wyspie.",
    "Swedish": "Ministern sade på måndagen att hans land inte kommer att godta försäljningen av vapen till ön.",
    "Danish": "Ministeren sagde mandag, at hans land ikke vil acceptere salget af våben til øen.",
    "Finnish": "Ministeri sanoi maanantaina, että hänen maansa ei hyväksy aseiden myyntiä saarelle.",
    "Czech": "Ministr v pondělí řekl, že jeho země nepřijme prodej zbraní ostrovu, a požádal o jednání mezi vládami.",
    "Hungarian": "A miniszter hétfőn azt mondta, hogy országa nem fogadja el a szigetnek szánt fegyverek eladását.",
    "Romanian": "Ministrul a spus luni că țara sa nu va accepta vânzarea de arme către insulă și a cerut dialog.",
    "Turkish": "Bakan pazartesi günü adaya silah satışını kabul etmeyeceğini ve daha çok diyalog istediğini söyledi.",
    "Indonesian": "Menteri mengatakan pada hari Senin bahwa negaranya tidak akan menerima penjualan senjata itu.",
    "Swahili": "Waziri alisema Jumatatu kwamba nchi yake haitakubali uuzaji wa silaha kwa kisiwa hicho.",
    "Russian": "Министр заявил в понедельник, что его страна не примет продажу оружия острову.",
    "Greek": "Ο υπουργός είπε τη Δευτέρα ότι η χώρα του δεν θα δεχθεί την πώληση όπλων στο νησί.",
    "Arabic": "قال الوزير يوم الاثنين إن بلاده لن تقبل بيع الأسلحة إلى الجزيرة.",
    "Hebrew": "השר אמר ביום שני כי ארצו לא תקבל את מכירת הנשק לאי.",
    "Hindi": "मंत्री ने सोमवार को कहा कि उनका देश द्वीप को हथियारों की बिक्री स्वीकार नहीं करेगा।",
    "Thai": "รัฐมนตรีกล่าวเมื่อวันจันทร์ว่าประเทศของเขาจะไม่ยอมรับการขายอาวุธให้เกาะ",
    "Chinese": "部长周一表示,他的国家不会接受向该岛出售武器。",
    "Japanese": "大臣は月曜日、島への武器の売却を受け入れないと述べた。",
    "Korean": "장관은 월요일 그의 나라가 섬에 대한 무기 판매를 받아들이지 않겠다고 말했다.",
}
ENGLISH = [
    "The minister said on Monday that his country would not accept the sale of arms to the island.",
    "Ruritania envoy urges Graustark leaders: halt arms sale, resume border talks",
    "Lula da Silva meets Ursula von der Leyen, Charles de Gaulle grandson near Los Angeles",
    "THE MINISTER SAID ON MONDAY THAT THE TALKS HAD FAILED AND THAT NOBODY WAS TO BLAME",
    "China's Ministry of Foreign Affairs (中华人民共和国外交部) said on Monday that the talks had failed.",
    "Talks fail",
    "1,204 – 3.5 %",
    "",
]


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_told_in_a_sentence_and_in_an_article(language):
    assert not is_english(FOREIGN[language])
    assert not is_english("\n\n".join([FOREIGN[language]] * 40))


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_told_and_what_tells_nothing_counts_as_english(text):
    assert is_english(text)


def test_seed_articles_and_all_their_paragraphs_are_english(root):
    articles = [path.read_text("utf-8") for path in sorted((root / "seeds" / "text").glob("*.txt"))]
    assert len(articles) == 5
    texts = [*articles, *(line for article in articles for line in article.split("\n"))]
    assert [text for text in texts if not is_english(text)] == []


def test_judged_sentences_and_headlines_are_english(gold, root):
    lines = (root / "seeds" / "articles.jsonl").read_text("utf-8").splitlines()
    texts = [row.text for row in gold if row.text] + [json.loads(line)["title"] or "" for line in lines]
    assert [text for text in texts if not is_english(text)] == []


def test_names_written_as_elsewhere_leave_an_article_english():
    assert is_english(f"{ENGLISH[0]} Министр и посол. ")
    assert not is_english(f"Talks. {FOREIGN['Russian']}")


def test_middle_and_end_of_a_long_text_are_looked_at():
    english, other = f"{ENGLISH[0]} " * 200, f"{FOREIGN['Russian']} " * 900
    assert is_english(english * 30)
    assert not is_english(english + other)
    assert not is_english(english + other + english)


def test_a_text_in_no_known_language_is_not_english_once_it_is_long():
    words = "brado kelim suvanta orik telmar pirosu handek"
    assert is_english(f"{words} {words}")
    assert not is_english(" ".join([words] * 5))


def test_lists_of_words_are_apart():
    assert not word_list("english") & word_list("foreign")


@given(st.text(max_size=200))
def test_any_text_is_told(text):
    assert is_english(text) in {True, False}
