using Turnstone.Server.Mail;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Passwords;

/// <summary>Writes a new password down, and tells its owner by mail: whoever did not change it themselves should hear of it.</summary>
internal sealed class PasswordWriter(NewPasswords passwords, Outbox outbox, TimeProvider time)
{
    /// <summary>Saves the rows with the agent's new password.</summary>
    /// <exception cref="Refusal">It is too weak.</exception>
    public async Task SaveAsync(PlaneContext rows, Agent agent, string password, CancellationToken cancellationToken)
    {
        await passwords.SetAsync(agent, password);
        if (outbox.IsOpen)
        {
            await outbox.AddAsync(rows, agent.Email!, MailKinds.PasswordChanged, new Dictionary<string, object>
            {
                ["email"] = agent.Email!, ["time"] = MailText.Of(time.GetUtcNow()),
            });
        }

        await rows.SaveChangesAsync(cancellationToken);
    }
}
