using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>
/// What people's mail programs call the standard folders, for servers that do not say what a folder is for. Only whole names count,
/// case ignored. The names are those that Outlook, Thunderbird, Apple Mail, webmailers and the big servers create.
/// </summary>
internal static class RoleNames
{
    private static readonly Dictionary<string, FolderRole> ByName = Build();

    public static FolderRole Find(string name) => ByName.GetValueOrDefault(name.Trim(), FolderRole.None);

    private static Dictionary<string, FolderRole> Build()
    {
        var table = new Dictionary<string, FolderRole>(StringComparer.OrdinalIgnoreCase);
        Add(
            FolderRole.Sent,
            "Sent", "Sent Items", "Sent Messages", "Sent Mail", "Sent-Mail", // English
            "Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Gesendete Nachrichten", "Postausgang gesendet", // German
            "Envoyés", "Éléments envoyés", "Messages envoyés", "Objets envoyés", "Courrier envoyé", // French
            "Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado", // Spanish
            "Posta inviata", "Inviata", "Inviati", "Messaggi inviati", // Italian
            "Verzonden", "Verzonden items", "Verzonden berichten", // Dutch
            "Itens enviados", "Mensagens enviadas", "Itens Enviados", // Portuguese
            "Wysłane", "Elementy wysłane", "Wysłane elementy", // Polish
            "Отправленные", "Отправленные элементы", // Russian
            "Надіслані", "Надіслані елементи", // Ukrainian
            "Odeslaná pošta", "Odeslané", // Czech
            "Odoslaná pošta", "Odoslané", // Slovak
            "Elküldött elemek", "Elküldött", // Hungarian
            "Skickat", "Skickade objekt", "Skickade", // Swedish
            "Sendt", "Sendt post", "Sendte elementer", "Sende elementer", // Danish, Norwegian
            "Lähetetyt", "Lähetetyt viestit", // Finnish
            "Elemente trimise", "Trimise", // Romanian
            "Gönderilmiş Öğeler", "Gönderilmiş", "Gönderilenler", // Turkish
            "Απεσταλμένα", // Greek
            "Poslano", "Poslane stavke", // Croatian, Slovenian
            "送信済みアイテム", "送信済み", "送信済みメール", // Japanese
            "已发送邮件", "已发送", "已傳送的郵件", "寄件備份", // Chinese
            "보낸 편지함", "보낸편지함"); // Korean
        Add(
            FolderRole.Drafts,
            "Drafts", "Draft", "Entwürfe", "Brouillons", "Borradores", "Bozze", "Concepten", "Rascunhos",
            "Kopie robocze", "Szkice", "Wersje robocze", "Черновики", "Чернетки", "Koncepty", "Rozepsané", "Piszkozatok",
            "Utkast", "Kladder", "Luonnokset", "Schițe", "Ciorne", "Taslaklar", "Πρόχειρα", "Skice", "Osnutki",
            "下書き", "草稿", "草稿匣", "임시 보관함", "임시보관함");
        Add(
            FolderRole.Trash,
            "Trash", "Deleted Items", "Deleted Messages", "Deleted", "Bin",
            "Papierkorb", "Gelöschte Elemente", "Gelöschte Objekte", "Gelöscht",
            "Corbeille", "Éléments supprimés", "Messages supprimés",
            "Papelera", "Elementos eliminados", "Cestino", "Posta eliminata", "Elementi eliminati",
            "Prullenbak", "Verwijderde items", "Lixeira", "Lixo", "Itens excluídos", "Itens eliminados",
            "Kosz", "Elementy usunięte", "Корзина", "Удаленные", "Удалённые", "Удаленные элементы", "Кошик", "Видалені",
            "Koš", "Odstraněná pošta", "Kôš", "Odstránená pošta", "Törölt elemek", "Kuka",
            "Papperskorg", "Papperskorgen", "Borttaget", "Slettet post", "Slettede elementer", "Papirkurv",
            "Roskakori", "Poistetut", "Elemente șterse", "Coș de gunoi", "Silinmiş Öğeler", "Çöp Kutusu", "Çöp",
            "Διαγραμμένα", "Κάδος", "Smeće", "Izbrisane stavke", "Smetnjak", "Izbrisano",
            "削除済みアイテム", "ゴミ箱", "ごみ箱", "已删除邮件", "已删除", "垃圾桶", "刪除的郵件", "지운 편지함", "휴지통");
        Add(
            FolderRole.Junk,
            "Junk", "Junk Email", "Junk E-mail", "Junk E-Mail", "Junk-E-Mail", "Spam", "Bulk Mail", "Bulk",
            "Courrier indésirable", "Indésirables", "Pourriel", "Correo no deseado", "Posta indesiderata",
            "Ongewenste e-mail", "Ongewenst", "Lixo Eletrônico", "Correio não solicitado", "Correio eletrónico de lixo",
            "Wiadomości-śmieci", "Niechciane", "Нежелательная почта", "Спам", "Небажана пошта",
            "Nevyžádaná pošta", "Nevyžiadaná pošta", "Levélszemét", "Skräppost", "Uønsket e-post", "Uønsket mail", "Søppelpost",
            "Roskaposti", "Mesaje nedorite", "Önemsiz E-posta", "Gereksiz", "Ανεπιθύμητη αλληλογραφία", "Ανεπιθύμητα",
            "Neželjena pošta", "Neželena pošta", "迷惑メール", "垃圾邮件", "垃圾郵件", "정크 메일", "스팸");
        Add(FolderRole.Archive, "Archive", "Archives", "Archiv", "Archivio", "Archivo", "Archief");
        return table;

        void Add(FolderRole role, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                // The last one wins where two languages share a word; none of these do for different roles.
                table[name] = role;
            }
        }
    }
}
