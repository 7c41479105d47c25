"""The texts that people read aloud, one for each language: about ten seconds, with every kind of sound in them."""

from typing import NamedTuple

BY_LOCALE = "auto"
"""The choice that takes the language of the system."""
USUAL = "en"
"""The language where the system's has no text."""
CHARACTER_SECONDS = 0.068
"""What a character takes when read aloud, in 14 languages alike (Trauzettel-Klosinski and Dietz, 2012)."""


class Reading(NamedTuple):
    """A text to read aloud."""

    language: str
    """Code of its language (ISO 639-1)."""
    name: str
    """English name of the language."""
    text: str
    """What is read."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def seconds(self) -> float:
        """How long it takes somebody of the usual pace."""
        return len(self.text) * CHARACTER_SECONDS


READINGS = {
    reading.language: reading
    for reading in (
        Reading(
            "de",
            "German",
            "Guten Morgen und vielen Dank für Ihren Anruf. Ich prüfe gern, welche Ihrer sechs Bestellungen "
            "schon verschickt wurde, und dann lösen wir das kleine Problem gemeinsam.",
        ),
        Reading(
            "en",
            "English",
            "Good morning, and thank you for calling. I shall gladly check which of your six orders was "
            "shipped on Friday, and then we will fix this little problem together.",
        ),
        Reading(
            "es",
            "Spanish",
            "Buenos días y gracias por su llamada. Con mucho gusto reviso cuál de sus seis pedidos ya se "
            "envió, y enseguida resolvemos juntos este pequeño problema.",
        ),
        Reading(
            "fr",
            "French",
            "Bonjour et merci de votre appel. Je vérifie volontiers laquelle de vos six commandes a déjà été "
            "expédiée, puis nous réglerons ensemble ce petit problème dès aujourd'hui.",
        ),
        Reading(
            "hi",
            "Hindi",
            "नमस्ते, फ़ोन करने के लिए धन्यवाद। आइए अभी देखते हैं कि आपके छह ऑर्डर में से कौन सा भेजा जा चुका "
            "है, और फिर हम मिलकर इस छोटी सी समस्या को जल्दी हल करेंगे।",
        ),
        Reading(
            "it",
            "Italian",
            "Buongiorno e grazie per la sua chiamata. Controllo volentieri quale dei suoi sei ordini è già "
            "stato spedito, e poi risolviamo insieme questo piccolo problema.",
        ),
        Reading(
            "nl",
            "Dutch",
            "Goedemorgen en bedankt voor uw telefoontje. Ik kijk graag welke van uw zes bestellingen al "
            "verstuurd is, en daarna lossen we dit vervelende probleem samen op.",
        ),
        Reading(
            "pl",
            "Polish",
            "Dzień dobry i dziękuję za telefon. Chętnie sprawdzę, które z sześciu zamówień zostało już "
            "wysłane, a potem wspólnie i szybko rozwiążemy ten mały problem.",
        ),
        Reading(
            "pt",
            "Portuguese",
            "Bom dia e agradeço a sua chamada. Verifico com prazer qual dos seus seis pedidos já foi enviado,"
            " e depois resolvemos juntos este pequeno problema ainda hoje.",
        ),
        Reading(
            "ru",
            "Russian",
            "Доброе утро, спасибо за ваш звонок. Я с удовольствием проверю, какой из ваших шести заказов уже "
            "отправлен, и затем мы вместе решим эту небольшую проблему.",
        ),
        Reading(
            "sv",
            "Swedish",
            "God morgon och tack för att du ringer. Jag kontrollerar gärna vilken av dina sex beställningar "
            "som redan har skickats, och sedan löser vi det här problemet tillsammans.",
        ),
        Reading(
            "tr",
            "Turkish",
            "Günaydın, aradığınız için teşekkür ederim. Altı siparişinizden hangisinin gönderildiğini hemen "
            "kontrol ediyorum, sonra bu küçük sorunu birlikte ve çabucak çözeriz.",
        ),
    )
}
"""Every text by the code of its language."""


def reading(choice: str) -> Reading:
    """The text in a language, by its code or `BY_LOCALE`."""
    import locale

    return READINGS[language_of(locale.getlocale()[0]) if choice == BY_LOCALE else choice]


def language_of(name: str | None) -> str:
    """The code of a locale's language if there is a text in it, else `USUAL`.

    Args:
        name: A locale as systems write it: `de_AT` on most, `German_Austria` on Windows.
    """
    own = (name or "").partition("_")[0].casefold()
    return next((code for code, text in READINGS.items() if own in (code, text.name.casefold())), USUAL)
