using System.Text;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>
/// What people's mail programs call the standard folders, for servers that do not say what a folder is for. Only whole names count,
/// case and Unicode form ignored. The names are those that Outlook, Thunderbird, Apple Mail, webmailers and the big servers create.
/// </summary>
internal static class RoleNames
{
    private static readonly Dictionary<string, FolderRole> ByName = Build();

    public static FolderRole Find(string name) => ByName.GetValueOrDefault(Key(name), FolderRole.None);

    // Half a character and U+FFFE have no normal form, and no word of the table has either.
    private static string Key(string name) => name.Any(c => char.IsSurrogate(c) || c == '\ufffe') ? "" : name.Trim().Normalize(NormalizationForm.FormC);

    private static Dictionary<string, FolderRole> Build()
    {
        var table = new Dictionary<string, FolderRole>(StringComparer.OrdinalIgnoreCase);
        Add(
            FolderRole.Sent,
            "Sent", "Sent Items", "Sent Messages", "Sent Mail", "Sent-Mail", "Sent Email", "Sent-Items", // English, Horde
            "Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Gesendete Nachrichten", "Gesendete Mails", "Gesendete E-Mails", "Versendet", // German
            "Envoyés", "Éléments envoyés", "Messages envoyés", "Objets envoyés", "Courrier envoyé", // French
            "Elements enviats", "Enviats", // Catalan
            "Изпратени", "Изпратени елементи", // Bulgarian
            "Poslate stavke", "Poslato", "Послате ставке", "Послато", // Serbian
            "Išsiųsti laiškai", "Išsiųsta", "Išsiųsti elementai", "Nusiųsti elementai", // Lithuanian
            "Nosūtītie vienumi", "Nosūtītie", "Nosūtīts", // Latvian
            "Saadetud üksused", "Saadetud", "Saadetud kirjad", // Estonian
            "פריטים שנשלחו", "נשלח", "العناصر المرسلة", "البريد المرسل", // Hebrew, Arabic
            "รายการที่ส่ง", "Mục Đã gửi", "Thư đã gửi", "Item Terkirim", "Terkirim", // Thai, Vietnamese, Indonesian
            "Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado", // Spanish
            "Posta inviata", "Inviata", "Inviate", "Inviati", "Elementi inviati", "Messaggi inviati", // Italian
            "Verzonden", "Verzonden items", "Verzonden berichten", "Verzonden objecten", "Verstuurd", // Dutch
            "Itens enviados", "Mensagens enviadas", "Enviadas", "Enviado", // Portuguese
            "Wysłane", "Elementy wysłane", "Wysłane elementy", "Wiadomości wysłane", "Wysłana poczta", // Polish
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
            "已发送邮件", "已发送", "已发邮件", "已傳送的郵件", "已傳送郵件", "寄件備份", // Chinese
            "보낸 편지함", "보낸편지함", "보낸메일함", "보낸 메일함"); // Korean
        Add(
            FolderRole.Drafts,
            "Drafts", "Draft", "Draft Messages", "Work In Progress", "Esborranys", "Чернови", "Radne verzije", "Радне верзије", "Juodraščiai", "Melnraksti", "Mustandid",
            "טיוטות", "المسودات", "مسودات", "แบบร่าง", "Bản nháp", "Thư nháp", "Draf", "Entwürfe", "Brouillons", "Borradores", "Bozze", "Concepten", "Rascunhos",
            "Kopie robocze", "Szkice", "Wersje robocze", "Черновики", "Чернетки", "Koncepty", "Rozepsané", "Piszkozatok",
            "Utkast", "Kladder", "Kladd", "Robocze", "Luonnokset", "Schițe", "Ciorne", "Taslaklar", "Πρόχειρα", "Skice", "Osnutki",
            "下書き", "草稿", "草稿箱", "草稿匣", "임시 보관함", "임시보관함", "임시 메일함");
        Add(
            FolderRole.Trash,
            "Trash", "Deleted Items", "Deleted Messages", "Deleted", "Bin", "Trash Can", "Rubbish Bin",
            "Elements suprimits", "Paperera", "Кошче", "Изтрити", "Изтрити елементи", "Izbrisane poruke", "Избрисане ставке", "Šiukšlinė", "Panaikinti elementai",
            "Izdzēstie vienumi", "Miskaste", "Atkritne", "Kustutatud üksused", "Prügikast", "פריטים שנמחקו", "אשפה", "العناصر المحذوفة", "المهملات", "سلة المهملات",
            "รายการที่ถูกลบ", "ถังขยะ", "Mục Đã xóa", "Thùng rác", "Item Dihapus", "Sampah",
            "Papierkorb", "Gelöschte Elemente", "Gelöschte Objekte", "Gelöscht",
            "Corbeille", "Éléments supprimés", "Messages supprimés",
            "Papelera", "Elementos eliminados", "Mensajes eliminados", "Eliminados", "Cestino", "Posta eliminata", "Elementi eliminati",
            "Prullenbak", "Prullenmand", "Verwijderde items", "Verwijderd", "Lixeira", "Lixo", "Itens excluídos", "Itens eliminados",
            "Kosz", "Elementy usunięte", "Корзина", "Удаленные", "Удалённые", "Удаленные элементы", "Кошик", "Видалені",
            "Koš", "Odstraněná pošta", "Kôš", "Odstránená pošta", "Törölt elemek", "Kuka",
            "Papperskorg", "Papperskorgen", "Borttaget", "Slettet post", "Slettede elementer", "Papirkurv", "Papirkurven", "Slettet",
            "Roskakori", "Poistetut", "Elemente șterse", "Coș de gunoi", "Silinmiş Öğeler", "Çöp Kutusu", "Çöp",
            "Διαγραμμένα", "Κάδος", "Smeće", "Izbrisane stavke", "Smetnjak", "Izbrisano",
            "削除済みアイテム", "削除済み", "ゴミ箱", "ごみ箱", "已删除邮件", "已删除", "垃圾桶", "刪除的郵件", "지운 편지함", "휴지통");
        Add(
            FolderRole.Junk,
            "Junk", "Junk Email", "Junk E-mail", "Junk-E-Mail", "Junk Mail", "Junkmail", "Spam", "Bulk Mail", "Bulk", "Spamverdacht",
            "Correu brossa", "Нежелана поща", "Bezvredna e-pošta", "Нежељена пошта", "Brukalas", "Pašto šiukšlės", "Nevēlamais e-pasts", "Mēstules", "Rämpspost",
            "דואר זבל", "البريد الإلكتروني غير الهام", "البريد غير الهام", "อีเมลขยะ", "Email rác", "Thư rác", "Email Sampah",
            "Courrier indésirable", "Indésirables", "Pourriel", "Correo no deseado", "Posta indesiderata",
            "Ongewenste e-mail", "Ongewenst", "Lixo Eletrônico", "Correio não solicitado", "Correio eletrónico de lixo", "E-mail de Lixo", "Correo basura",
            "Wiadomości-śmieci", "Niechciane", "Нежелательная почта", "Спам", "Небажана пошта",
            "Nevyžádaná pošta", "Nevyžiadaná pošta", "Levélszemét", "Skräppost", "Uønsket e-post", "Uønsket mail", "Søppelpost",
            "Roskaposti", "Mesaje nedorite", "Önemsiz E-posta", "Gereksiz", "Ανεπιθύμητη αλληλογραφία", "Ανεπιθύμητα",
            "Neželjena pošta", "Neželena pošta", "迷惑メール", "垃圾邮件", "垃圾郵件", "정크 메일", "스팸", "스팸메일함", "스팸 메일함");
        Add(FolderRole.Archive, "Archive", "Archives", "Archiv", "Archivio", "Archivo", "Archief");
        return table;

        void Add(FolderRole role, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                // A word that meant two roles would send somebody's sent mail to the junk; such a table is not to be had.
                if (!table.TryAdd(Key(name), role) && table[Key(name)] != role)
                {
                    throw new InvalidOperationException($"\"{name}\" is both {table[Key(name)]} and {role}.");
                }
            }
        }
    }
}
