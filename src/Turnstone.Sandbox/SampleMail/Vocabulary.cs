using System.Text;

namespace Turnstone.Sandbox.SampleMail;

/// <summary>What people write about, in the languages of the sample company and its correspondents.</summary>
internal sealed record Vocabulary(string Greeting, string[] Subjects, string[] Sentences)
{
    private static readonly Dictionary<string, Vocabulary> ByLanguage = new(StringComparer.Ordinal)
    {
        ["en"] = new(
            "Hello,",
            ["Minutes of Tuesday's meeting", "Invoice for the new pump", "Harbour tour on Friday", "Your question about the tariff", "Spare parts, second delivery", "Holiday plan", "Re-painting the north hall"],
            ["The crane will be back in service by Thursday.", "Could you look over the figures before they go out?", "We had three visitors from the port authority.", "The second crate was lighter than the papers say.", "I have put the keys in the usual place.", "Nobody has answered the supplier yet.", "From here it looks as if the tide will decide for us."]),
        ["de"] = new(
            "Guten Tag,",
            ["Protokoll der Sitzung", "Rechnung für März", "Rückfrage zum Angebot Müller & Söhne", "Urlaubsübergabe", "Prüfbericht über die Größenänderung", "Grüße aus Überlingen"],
            ["Die Lieferung verzögert sich um zwei Tage.", "Bitte prüfen Sie die Maße in der Anlage.", "Für Rückfragen stehe ich gern zur Verfügung.", "Das Tor an der Südseite schließt nicht mehr.", "Wir müssen den Schlüssel nachmachen lassen.", "Fünf Kisten sind schon über die Brücke gefahren."]),
        ["fr"] = new(
            "Bonjour,",
            ["Compte rendu de la réunion", "Devis à signer : 1 250 €", "Départ de la cargaison", "Votre congé d'été", "Œuvre d'art pour le hall d'entrée"],
            ["La commande a été reçue hier soir.", "Nous vous répondrons dès que possible.", "Le cœur du problème est à l'étage.", "Le prix définitif sera de 99 €, frais compris.", "Merci d'être passée à l'atelier.", "Où sont les clés du dépôt ?"]),
        ["ja"] = new(
            "お世話になっております。",
            ["会議の議事録", "見積書の件", "来週の出張について", "納期のご確認", "港の見学のご案内"],
            ["部品は木曜日に届く予定です。", "添付の図面をご確認ください。", "鍵はいつもの場所に置きました。", "二番目の箱は少し軽いようです。", "ご返事をお待ちしております。"]),
        ["ru"] = new(
            "Здравствуйте,",
            ["Протокол совещания", "Счёт за март", "Вопрос по договору", "График отпусков", "Прогулка по гавани"],
            ["Кран снова заработает в четверг.", "Посмотрите, пожалуйста, на цифры.", "Ключи лежат на обычном месте.", "Второй ящик легче, чем в бумагах.", "Поставщику ещё никто не ответил."]),
        ["tr"] = new(
            "Merhaba,",
            ["Toplantı tutanağı", "Işık ölçümleri", "İstanbul şubesi", "Yıllık izin çizelgesi"],
            ["Vinç perşembe günü yeniden çalışacak.", "Rakamlara bir göz atar mısınız?", "Anahtarı her zamanki yere koydum.", "İkinci sandık kâğıtlardakinden daha hafif."]),
        ["zh"] = new(
            "您好：",
            ["会议记录", "三月份发票", "关于报价的问题", "港口参观"],
            ["起重机星期四恢复工作。", "请您核对一下这些数字。", "钥匙放在老地方了。", "第二个箱子比单据上写的轻。"]),
        ["ko"] = new(
            "안녕하세요.",
            ["회의록", "삼월 청구서", "견적에 관한 질문", "항구 견학"],
            ["크레인은 목요일에 다시 움직입니다.", "숫자를 한번 확인해 주세요.", "열쇠는 늘 두던 곳에 두었습니다.", "두 번째 상자가 서류보다 가볍습니다."]),
    };

    public static Vocabulary Of(string language) => ByLanguage[language[..2]];

    /// <summary>A mail's worth of sentences in paragraphs, with a greeting.</summary>
    public string Body(Random random, int paragraphs)
    {
        var body = new StringBuilder(Greeting).Append("\n\n");
        for (var paragraph = 0; paragraph < paragraphs; paragraph++)
        {
            for (var sentence = random.Next(2, 6); sentence > 0; sentence--)
            {
                body.Append(random.Pick(Sentences)).Append('\n');
            }

            body.Append('\n');
        }

        return body.ToString();
    }
}
