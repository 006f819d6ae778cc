using System.Collections.Frozen;

namespace Turnstone.Sandbox.Folders;

/// <summary>
/// Well-known folders in the mailbox's language. As Exchange does, names follow the language set when the mailbox is first
/// opened; an unknown or empty language means English, and hidden folders are English everywhere.
/// </summary>
internal sealed class FolderNames
{
    private static readonly string[] Keys =
        ["msgfolderroot", "inbox", "drafts", "sentitems", "deleteditems", "junkemail", "outbox", "calendar", "contacts", "tasks", "notes", "journal"];

    // One row a language, in the order of Keys.
    private static readonly FrozenDictionary<string, FolderNames> ByLanguage = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["de"] = ["Oberste Ebene des Informationsspeichers", "Posteingang", "Entwürfe", "Gesendete Elemente", "Gelöschte Elemente", "Junk-E-Mail", "Postausgang", "Kalender", "Kontakte", "Aufgaben", "Notizen", "Journal"],
        ["fr"] = ["Partie supérieure de la banque d'informations", "Boîte de réception", "Brouillons", "Éléments envoyés", "Éléments supprimés", "Courrier indésirable", "Boîte d'envoi", "Calendrier", "Contacts", "Tâches", "Notes", "Journal"],
        ["es"] = ["Nivel superior del almacén de información", "Bandeja de entrada", "Borradores", "Elementos enviados", "Elementos eliminados", "Correo no deseado", "Bandeja de salida", "Calendario", "Contactos", "Tareas", "Notas", "Diario"],
        ["it"] = ["Inizio archivio informazioni", "Posta in arrivo", "Bozze", "Posta inviata", "Posta eliminata", "Posta indesiderata", "Posta in uscita", "Calendario", "Contatti", "Attività", "Note", "Diario"],
        ["nl"] = ["Bovenste niveau van gegevensarchief", "Postvak IN", "Concepten", "Verzonden items", "Verwijderde items", "Ongewenste e-mail", "Postvak UIT", "Agenda", "Contactpersonen", "Taken", "Notities", "Logboek"],
        ["pt"] = ["Topo do Repositório de Informações", "Caixa de Entrada", "Rascunhos", "Itens Enviados", "Itens Excluídos", "Lixo Eletrônico", "Caixa de Saída", "Calendário", "Contatos", "Tarefas", "Anotações", "Diário"],
        ["pt-PT"] = ["Início do arquivo de informações", "A Receber", "Rascunhos", "Itens Enviados", "Itens Eliminados", "E-mail de Lixo", "A Enviar", "Calendário", "Contactos", "Tarefas", "Notas", "Diário"],
        ["pl"] = ["Początek magazynu informacji", "Skrzynka odbiorcza", "Wersje robocze", "Elementy wysłane", "Elementy usunięte", "Wiadomości-śmieci", "Skrzynka nadawcza", "Kalendarz", "Kontakty", "Zadania", "Notatki", "Dziennik"],
        ["ru"] = ["Корневая папка хранилища", "Входящие", "Черновики", "Отправленные", "Удаленные", "Нежелательная почта", "Исходящие", "Календарь", "Контакты", "Задачи", "Заметки", "Дневник"],
        ["ja"] = ["インフォメーション ストアの先頭", "受信トレイ", "下書き", "送信済みアイテム", "削除済みアイテム", "迷惑メール", "送信トレイ", "予定表", "連絡先", "タスク", "メモ", "履歴"],
        ["zh"] = ["信息存储顶部", "收件箱", "草稿", "已发送邮件", "已删除邮件", "垃圾邮件", "发件箱", "日历", "联系人", "任务", "便笺", "日记"],
        ["zh-TW"] = ["資訊儲存庫的頂端", "收件匣", "草稿", "寄件備份", "刪除的郵件", "垃圾郵件", "寄件匣", "行事曆", "連絡人", "工作", "記事", "日誌"],
        ["ko"] = ["정보 저장소의 맨 위", "받은 편지함", "임시 보관함", "보낸 편지함", "지운 편지함", "정크 메일", "보낼 편지함", "일정", "연락처", "작업", "메모", "업무 일지"],
        ["sv"] = ["Informationsarkivets toppnivå", "Inkorgen", "Utkast", "Skickat", "Borttaget", "Skräppost", "Utkorgen", "Kalender", "Kontakter", "Uppgifter", "Anteckningar", "Journal"],
        ["da"] = ["Øverst i informationslager", "Indbakke", "Kladder", "Sendt post", "Slettet post", "Uønsket mail", "Udbakke", "Kalender", "Kontakter", "Opgaver", "Noter", "Journal"],
        ["nb"] = ["Toppnivå i informasjonslager", "Innboks", "Kladd", "Sendte elementer", "Slettede elementer", "Søppelpost", "Utboks", "Kalender", "Kontakter", "Oppgaver", "Notater", "Journal"],
        ["fi"] = ["Tietosäilön ylin taso", "Saapuneet", "Luonnokset", "Lähetetyt", "Poistetut", "Roskaposti", "Lähtevät", "Kalenteri", "Yhteystiedot", "Tehtävät", "Muistiinpanot", "Päiväkirja"],
        ["cs"] = ["Horní část informačního úložiště", "Doručená pošta", "Koncepty", "Odeslaná pošta", "Odstraněná pošta", "Nevyžádaná pošta", "Pošta k odeslání", "Kalendář", "Kontakty", "Úkoly", "Poznámky", "Deník"],
        ["hu"] = ["Az információtároló teteje", "Beérkezett üzenetek", "Piszkozatok", "Elküldött elemek", "Törölt elemek", "Levélszemét", "Postázandó üzenetek", "Naptár", "Névjegyek", "Feladatok", "Feljegyzések", "Napló"],
        ["tr"] = ["Bilgi Deposunun Üstü", "Gelen Kutusu", "Taslaklar", "Gönderilmiş Öğeler", "Silinmiş Öğeler", "Önemsiz E-posta", "Giden Kutusu", "Takvim", "Kişiler", "Görevler", "Notlar", "Günlük"],
    }.ToFrozenDictionary(row => row.Key, row => new FolderNames(row.Value), StringComparer.OrdinalIgnoreCase);

    private static readonly FolderNames English = new([]);
    private readonly FrozenDictionary<string, string> _names;

    private FolderNames(string[] row) =>
        _names = Keys.Take(row.Length).Zip(row).ToFrozenDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    /// <summary>By the whole tag where a region has names of its own (pt-PT, zh-TW), else by its language.</summary>
    public static FolderNames For(string language) =>
        ByLanguage.GetValueOrDefault(language) ?? ByLanguage.GetValueOrDefault(language.Split('-')[0]) ?? English;

    // The archive is made in the same language; its folders are the primary ones by another key.
    public string Of(PlannedFolder folder) =>
        _names.GetValueOrDefault(folder.Key.StartsWith("archive", StringComparison.Ordinal) ? folder.Key[7..] : folder.Key, folder.Name);
}
