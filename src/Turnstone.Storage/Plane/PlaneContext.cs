using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Storage.Actions;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Checks;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Endpoints;
using Turnstone.Storage.Licences;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Mails;
using Turnstone.Storage.Notices;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane.Many;
using Turnstone.Storage.Projects;
using Turnstone.Storage.Requests;
using Turnstone.Storage.Settings;
using Turnstone.Storage.Workgroups;

namespace Turnstone.Storage.Plane;

/// <summary>
/// The rows of the control plane, as far as its scope goes. This is the one place where workgroups are kept apart: every question is
/// narrowed to the scope's, every row is saved as the scope's, and a row of another is refused.
/// </summary>
public abstract class PlaneContext : DbContext
{
    private readonly PlaneScope _scope;
    private readonly TimeProvider _time;
    private bool _logsEach = true;
    private (Guid Id, int Attempt)? _request;

    private protected PlaneContext(DbContextOptions options, PlaneScope scope, TimeProvider time)
        : base(options)
    {
        (_scope, _time) = (scope, time);
        ChangeTracker.Tracking += (_, tracking) => TakeIn(tracking);
    }

    /// <summary>All workgroups; one is no secret from another but for what it holds.</summary>
    public DbSet<Workgroup> Workgroups => Set<Workgroup>();

    /// <summary>What the house keeps for itself.</summary>
    public DbSet<HouseSetting> HouseSettings => Set<HouseSetting>();

    /// <summary>All agents; what they may do is said by their memberships.</summary>
    public DbSet<Agent> Agents => Set<Agent>();

    /// <summary>Who belongs to the scope, and as what.</summary>
    public DbSet<Membership> Memberships => Set<Membership>();

    /// <summary>Access tokens into the scope.</summary>
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    /// <summary>Who was asked to join the scope.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Who asked for a new password by mail.</summary>
    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    /// <summary>What the house sends by mail.</summary>
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

    /// <summary>Licences on their way between workgroups: of all of them, whatever the scope.</summary>
    public DbSet<Coupon> Coupons => Set<Coupon>();

    /// <summary>Who did what when within the scope.</summary>
    public DbSet<ActionEntry> Actions => Set<ActionEntry>();

    /// <summary>Customers of the scope.</summary>
    public DbSet<Customer> Customers => Set<Customer>();

    /// <summary>People of customers of the scope.</summary>
    public DbSet<CustomerUser> CustomerUsers => Set<CustomerUser>();

    /// <summary>Licences that people of the scope have or had.</summary>
    public DbSet<Licence> Licences => Set<Licence>();

    /// <summary>What licences of the scope are taken from.</summary>
    public DbSet<LicencePack> LicencePacks => Set<LicencePack>();

    /// <summary>Orders of licences of the scope.</summary>
    public DbSet<LicenceOrder> LicenceOrders => Set<LicenceOrder>();

    /// <summary>Endpoints of the scope.</summary>
    public DbSet<Endpoint> Endpoints => Set<Endpoint>();

    /// <summary>Projects of the scope.</summary>
    public DbSet<Project> Projects => Set<Project>();

    /// <summary>What people say of the steps of those projects' runbooks.</summary>
    public DbSet<RunbookTick> RunbookTicks => Set<RunbookTick>();

    /// <summary>Checks of endpoints and projects of the scope.</summary>
    public DbSet<CheckRun> Checks => Set<CheckRun>();

    /// <summary>Mailboxes of projects of the scope.</summary>
    public DbSet<Mailbox> Mailboxes => Set<Mailbox>();

    /// <summary>Requests to users of mailboxes of the scope for their credentials.</summary>
    public DbSet<CredentialRequest> CredentialRequests => Set<CredentialRequest>();

    /// <summary>Passes over mailboxes of the scope.</summary>
    public DbSet<MailboxPass> Passes => Set<MailboxPass>();

    /// <summary>Items of those passes that were not simply copied.</summary>
    public DbSet<ItemError> ItemErrors => Set<ItemError>();

    /// <summary>Folders as the last pass over each mailbox left them.</summary>
    public DbSet<PassFolder> PassFolders => Set<PassFolder>();

    /// <summary>Words of projects of the scope for what they tell by mail.</summary>
    public DbSet<NoticeTemplate> NoticeTemplates => Set<NoticeTemplate>();

    /// <summary>Ends of passes that are to be told by mail, or were.</summary>
    public DbSet<PassNotice> PassNotices => Set<PassNotice>();

    /// <summary>Requests to the scope that came with a key.</summary>
    public DbSet<KeptRequest> KeptRequests => Set<KeptRequest>();

    /// <summary>How this database takes many rows at once.</summary>
    private protected abstract ManyRows Many { get; }

    // Read by the filters each time they run.
    private bool SeesAll => _scope is PlaneScope.House;

    private Guid WorkgroupId => _scope is PlaneScope.Of of ? of.WorkgroupId : Guid.Empty;

    /// <summary>Adds a line to the action log for what the rows themselves do not show, such as a pass that was submitted. Nothing happens for the house.</summary>
    public void Note<TRow>(TRow row, string action, string details = "")
        where TRow : Owned, ILogged => Note(typeof(TRow).Name, row.Id, row.Called, action, details);

    /// <summary>The same of what was done to an agent.</summary>
    public void Note(Agent agent, string action, string details = "") => Note(nameof(Agent), agent.Id, agent.DisplayName, action, details);

    /// <summary>The same of what was done to the workgroup itself.</summary>
    public void Note(Workgroup workgroup, string action, string details = "") => Note(nameof(Workgroup), workgroup.Id, workgroup.Name, action, details);

    /// <summary>
    /// From here on whatever is saved says so in the row of the request it is done for, in the same transaction: it is done together with that, or not at all.
    /// </summary>
    public void WorkFor(Guid request, int attempt) => _request = (request, attempt);

    /// <summary>From here on no row has a line of its own: for work on thousands at once, which notes itself in one.</summary>
    public void LogAsOne() => _logsEach = false;

    /// <summary>
    /// Adds thousands of rows by one statement, within a transaction of the caller's. They are not tracked and have no lines in the action log: note
    /// what was done in one.
    /// </summary>
    /// <exception cref="DbUpdateException">The database refused them; none is there.</exception>
    public Task InsertManyAsync<T>(IReadOnlyList<T> many, CancellationToken cancellationToken)
        where T : Owned
    {
        ArgumentNullException.ThrowIfNull(many);
        var workgroup = _scope is PlaneScope.Of of ? of.WorkgroupId : throw new ForeignRowException(typeof(T).Name);
        return many.Count == 0 ? Task.CompletedTask : Many.InsertAsync(this, workgroup, many, cancellationToken);
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Rows are saved with SaveChangesAsync.");

    /// <inheritdoc/>
    /// <exception cref="DbUpdateConcurrencyException">Among others: the request this is done for was taken over by another process.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Guard();
        var lines = _logsEach && _scope is PlaneScope.Of { AgentId: { } agent } ? ActionWriter.Of(ChangeTracker, agent, _time.GetUtcNow()) : [];
        AddRange(lines);
        MarkRequest();
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // What was not saved was not done; the next attempt writes its own lines.
            foreach (var line in lines)
            {
                Entry(line).State = EntityState.Detached;
            }

            throw;
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.Conventions.Replace<ForeignKeyIndexConvention>(
        services => new OwnedIndexes(services.GetRequiredService<ProviderConventionSetBuilderDependencies>()));

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PlaneContext).Assembly);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Select(type => type.ClrType).Where(typeof(Owned).IsAssignableFrom).ToList())
        {
            var entity = modelBuilder.Entity(type);

            // The workgroup is part of every key, so that the database itself refuses what would join two of them.
            entity.HasKey(nameof(Owned.WorkgroupId), nameof(Owned.Id));
            entity.HasIndex(nameof(Owned.Id)).IsUnique();
            entity.Property(nameof(Owned.Id)).ValueGeneratedNever();
            entity.Property(nameof(Owned.WorkgroupId)).ValueGeneratedNever();
            entity.HasOne(typeof(Workgroup)).WithMany().HasForeignKey(nameof(Owned.WorkgroupId)).OnDelete(DeleteBehavior.Restrict);
            entity.HasQueryFilter(FilterOf(type));
        }
    }

    // Each time: what was saved before may have been taken back with its transaction.
    private void MarkRequest()
    {
        if (_request is not { } request || !ChangeTracker.HasChanges())
        {
            return;
        }

        var row = ChangeTracker.Entries<KeptRequest>().SingleOrDefault(entry => entry.Entity.Id == request.Id)
            ?? Entry(new KeptRequest { Id = request.Id, Attempt = request.Attempt, AgentId = default, Key = "", ProtectedFingerprint = "", HeldUntil = default, Created = default });
        if (row.State == EntityState.Detached)
        {
            row.Property(kept => kept.WorkgroupId).CurrentValue = WorkgroupId;
            row.State = EntityState.Unchanged;
        }

        row.Property(kept => kept.IsDone).CurrentValue = true;
        row.Property(kept => kept.IsDone).IsModified = true;
    }

    private void Note(string kind, Guid subjectId, string subject, string action, string details)
    {
        if (_scope is PlaneScope.Of { AgentId: { } agent })
        {
            Add(new ActionEntry { At = _time.GetUtcNow(), AgentId = agent, Kind = kind, SubjectId = subjectId, Subject = subject, Action = action, Details = details });
        }
    }

    private LambdaExpression FilterOf(Type type)
    {
        var row = Expression.Parameter(type, "row");
        var scope = Expression.Constant(this, typeof(PlaneContext));
        return Expression.Lambda(
            Expression.OrElse(
                Expression.Property(scope, nameof(SeesAll)),
                Expression.Equal(Expression.Property(row, nameof(Owned.WorkgroupId)), Expression.Property(scope, nameof(WorkgroupId)))),
            row);
    }

    /// <summary>A new row is its context's workgroup's from the moment it is added: a key does not change later.</summary>
    private void TakeIn(EntityTrackingEventArgs tracking)
    {
        if (tracking is { FromQuery: false, State: EntityState.Added, Entry.Entity: Owned })
        {
            tracking.Entry.Property(nameof(Owned.WorkgroupId)).CurrentValue = _scope is PlaneScope.Of of ? of.WorkgroupId : throw Foreign(tracking.Entry);
        }
    }

    private void Guard()
    {
        if (SeesAll)
        {
            return;
        }

        foreach (var entry in ChangeTracker.Entries<Owned>().Where(entry => entry.State is not EntityState.Unchanged and not EntityState.Detached))
        {
            if (entry.Entity.WorkgroupId != WorkgroupId)
            {
                throw Foreign(entry);
            }
        }
    }

    private static ForeignRowException Foreign(EntityEntry entry) => new(entry.Metadata.ClrType.Name);
}
