using Microsoft.AspNetCore.Components;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Projects;
using Turnstone.Server.Components;
using Turnstone.Server.Components.Fields;
using Turnstone.Server.Components.Overlays;
using Turnstone.Server.Face;
using Turnstone.Server.Face.Frame;
using Turnstone.Server.Security;

namespace Turnstone.Server.Mailboxes;

/// <summary>Asks before something is done with the mailboxes that were chosen, and does it: with all of them, or with none and a reason.</summary>
public abstract class BulkDialog : ComponentBase
{
    private bool _wasOpen;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private FaceScript Script { get; set; } = null!;

    [Inject] private IServiceProvider Services { get; set; } = null!;

    [Parameter, EditorRequired] public ProjectInfo Project { get; set; } = null!;

    /// <summary>How many mailboxes were chosen.</summary>
    [Parameter] public int Chosen { get; set; }

    /// <summary>Which.</summary>
    [Parameter, EditorRequired] public Func<Task<MailboxSelection>> Choose { get; set; } = null!;

    [Parameter] public bool IsOpen { get; set; }

    [Parameter] public EventCallback<bool> IsOpenChanged { get; set; }

    /// <summary>It was done.</summary>
    [Parameter] public EventCallback OnDone { get; set; }

    /// <summary>What is wrong with what was entered.</summary>
    protected FormFaults Faults { get; private set; } = FormFaults.None;

    /// <summary>Whether it is being done.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>The mailboxes in words.</summary>
    protected string Mailboxes => Count(Chosen);

    private protected Desk Desk => Services.GetRequiredService<Desk>();

    /// <summary>So many mailboxes in words.</summary>
    protected static string Count(int mailboxes) => mailboxes == 1 ? "1 mailbox" : $"{mailboxes:N0} mailboxes";

    protected override async Task OnParametersSetAsync()
    {
        var opens = IsOpen && !_wasOpen;
        _wasOpen = IsOpen;
        if (opens)
        {
            Faults = FormFaults.None;
            await OnOpenAsync();
        }
    }

    /// <summary>It opens: what was entered before is gone.</summary>
    protected virtual Task OnOpenAsync() => Task.CompletedTask;

    /// <summary>Shuts it.</summary>
    protected Task CloseAsync() => IsOpenChanged.InvokeAsync(false);

    /// <summary>Sends what was entered; what it came to is said, or what is wrong shown.</summary>
    private protected async Task SendAsync<TService, TDraft>(Func<MailboxSelection, TDraft> make, IReadOnlyList<string> fields, Func<TService, TDraft, Task<string>> send)
        where TService : notnull
        where TDraft : class
    {
        IsBusy = true;
        var said = "";
        var draft = make(await Choose());
        Faults = await Draft.SendAsync(draft, fields, async sent => said = await Desk.AskAsync<TService, string>(Ability.RunProjects, service => send(service, sent))) ?? FormFaults.None;
        IsBusy = false;
        if (!Faults.AreNone)
        {
            await Script.FocusFaultAsync();
            return;
        }

        await CloseAsync();
        Toasts.Show(Tone.Good, said);
        await OnDone.InvokeAsync();
    }
}
