using System.Text;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Xunit;

namespace Turnstone.Tests.Planning;

public class RoleNameTests
{
    [Theory]
    [InlineData("Sent Items", "Drafts", "Deleted Items", "Junk Email")]
    [InlineData("Gesendete Elemente", "Entwürfe", "Gelöschte Elemente", "Junk-E-Mail")]
    [InlineData("Éléments envoyés", "Brouillons", "Éléments supprimés", "Courrier indésirable")]
    [InlineData("Elementos enviados", "Borradores", "Elementos eliminados", "Correo no deseado")]
    [InlineData("Posta inviata", "Bozze", "Posta eliminata", "Posta indesiderata")]
    [InlineData("Verzonden items", "Concepten", "Verwijderde items", "Ongewenste e-mail")]
    [InlineData("Itens Enviados", "Rascunhos", "Itens Excluídos", "Lixo Eletrônico")]
    [InlineData("Itens Enviados", "Rascunhos", "Itens Eliminados", "E-mail de Lixo")]
    [InlineData("Elementy wysłane", "Wersje robocze", "Elementy usunięte", "Wiadomości-śmieci")]
    [InlineData("Отправленные", "Черновики", "Удаленные", "Нежелательная почта")]
    [InlineData("Надіслані", "Чернетки", "Видалені", "Небажана пошта")]
    [InlineData("Odeslaná pošta", "Koncepty", "Odstraněná pošta", "Nevyžádaná pošta")]
    [InlineData("Odoslaná pošta", "Koncepty", "Odstránená pošta", "Nevyžiadaná pošta")]
    [InlineData("Elküldött elemek", "Piszkozatok", "Törölt elemek", "Levélszemét")]
    [InlineData("Skickat", "Utkast", "Borttaget", "Skräppost")]
    [InlineData("Sendt post", "Kladder", "Slettet post", "Uønsket mail")]
    [InlineData("Sendte elementer", "Kladd", "Slettede elementer", "Søppelpost")]
    [InlineData("Lähetetyt", "Luonnokset", "Poistetut", "Roskaposti")]
    [InlineData("Elemente trimise", "Schițe", "Elemente șterse", "Mesaje nedorite")]
    [InlineData("Gönderilmiş Öğeler", "Taslaklar", "Silinmiş Öğeler", "Önemsiz E-posta")]
    [InlineData("Απεσταλμένα", "Πρόχειρα", "Διαγραμμένα", "Ανεπιθύμητη αλληλογραφία")]
    [InlineData("Изпратени", "Чернови", "Изтрити", "Нежелана поща")]
    [InlineData("Poslane stavke", "Skice", "Izbrisane stavke", "Neželjena pošta")]
    [InlineData("Saadetud üksused", "Mustandid", "Kustutatud üksused", "Rämpspost")]
    [InlineData("Elements enviats", "Esborranys", "Elements suprimits", "Correu brossa")]
    [InlineData("送信済みアイテム", "下書き", "削除済みアイテム", "迷惑メール")]
    [InlineData("已发送邮件", "草稿", "已删除邮件", "垃圾邮件")]
    [InlineData("寄件備份", "草稿", "刪除的郵件", "垃圾郵件")]
    [InlineData("보낸 편지함", "임시 보관함", "지운 편지함", "정크 메일")]
    public void StandardFolders_AreKnownInTheirLanguage_InAnyCaseAndUnicodeForm(string sent, string drafts, string trash, string junk)
    {
        foreach (var form in (Func<string, string>[])[name => name, name => name.ToUpperInvariant(), name => name.ToLowerInvariant(), name => name.Normalize(NormalizationForm.FormD)])
        {
            Assert.Equal(
                [FolderRole.Sent, FolderRole.Drafts, FolderRole.Trash, FolderRole.Junk],
                new[] { sent, drafts, trash, junk }.Select(name => RoleNames.Find(form(name))));
        }
    }

    [Theory]
    [InlineData("Sent Messages", FolderRole.Sent)]
    [InlineData("sent-mail", FolderRole.Sent)]
    [InlineData("Gesendete Objekte", FolderRole.Sent)]
    [InlineData("Work In Progress", FolderRole.Drafts)]
    [InlineData("Deleted Messages", FolderRole.Trash)]
    [InlineData("Papierkorb", FolderRole.Trash)]
    [InlineData("Bulk Mail", FolderRole.Junk)]
    [InlineData("Junk E-mail", FolderRole.Junk)]
    public void NamesOfServersAndPrograms_AreKnown(string name, FolderRole role) => Assert.Equal(role, RoleNames.Find(name));

    [Theory]
    [InlineData("Sent to Bert")]
    [InlineData("Outbox")]
    [InlineData("Postausgang")]
    [InlineData("INBOX")]
    [InlineData("\ud83d")]
    [InlineData("")]
    public void OtherNames_HaveNoRole(string name) => Assert.Equal(FolderRole.None, RoleNames.Find(name));
}
