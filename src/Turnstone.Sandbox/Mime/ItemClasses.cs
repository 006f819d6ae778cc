namespace Turnstone.Sandbox.Mime;

/// <summary>The message classes MIME structure leads to ([MS-OXCMAIL] 2.1.3.2.1).</summary>
public static class ItemClasses
{
    public const string Note = "IPM.Note";
    public const string Smime = "IPM.Note.SMIME";
    public const string SmimeSigned = "IPM.Note.SMIME.MultipartSigned";
    public const string NonDelivery = "REPORT.IPM.Note.NDR";
    public const string Delivery = "REPORT.IPM.Note.DR";
    public const string Read = "REPORT.IPM.Note.IPNRN";
    public const string NotRead = "REPORT.IPM.Note.IPNNRN";
    public const string MeetingRequest = "IPM.Schedule.Meeting.Request";
    public const string MeetingCanceled = "IPM.Schedule.Meeting.Canceled";
    public const string MeetingAccepted = "IPM.Schedule.Meeting.Resp.Pos";
    public const string MeetingDeclined = "IPM.Schedule.Meeting.Resp.Neg";
    public const string MeetingTentative = "IPM.Schedule.Meeting.Resp.Tent";
}
