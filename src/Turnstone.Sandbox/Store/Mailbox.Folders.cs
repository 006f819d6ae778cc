using Turnstone.Sandbox.Folders;
using Turnstone.Sandbox.Ids;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Store;

internal sealed partial class Mailbox
{
    // Assumption: no public page of Microsoft's gives the longest display name of a folder.
    private const int MaxNameLength = 255;

    public Folder? FindFolder(long id)
    {
        lock (_gate)
        {
            return _folders.GetValueOrDefault(id);
        }
    }

    public Folder? FindDistinguished(string name)
    {
        lock (_gate)
        {
            return _distinguished.TryGetValue(name, out var id) ? _folders[id] : null;
        }
    }

    public FolderView View(Folder folder)
    {
        lock (_gate)
        {
            var contents = _contents[folder.Id];
            return new FolderView(folder, contents.Total, contents.Unread, contents.Children.Count, contents.Size, contents.LastModified ?? folder.Created);
        }
    }

    public IReadOnlyList<Folder> Children(long parent, bool isDeep)
    {
        lock (_gate)
        {
            var found = new List<Folder>();
            Collect(parent, isDeep, found);
            return found;
        }
    }

    public Folder CreateFolder(Folder parent, string name, string? folderClass, IReadOnlyList<ExtendedProperty> extended)
    {
        lock (_gate)
        {
            RequireFreeName(parent.Id, name, 0);
            var id = Next();
            var folder = new Folder
            {
                Id = id,
                ParentId = parent.Id,
                Name = name,
                Class = folderClass,
                Change = id,
                Added = id,
                Created = _time.GetUtcNow(),
                Extended = extended,
            };
            Put(folder);
            return folder;
        }
    }

    /// <summary>The child of that name, case ignored; null when there is none.</summary>
    public Folder? FindChild(long parent, string name)
    {
        lock (_gate)
        {
            return ChildNamed(parent, name);
        }
    }

    public Folder UpdateFolder(Folder folder, Func<Folder, Folder> change)
    {
        lock (_gate)
        {
            var current = _folders.GetValueOrDefault(folder.Id) ?? throw EwsError.ItemNotFound();
            var updated = change(current);
            if (updated.Name != current.Name || updated.ParentId != current.ParentId)
            {
                RequireFreeName(updated.ParentId, updated.Name, updated.Id);
            }

            updated = updated with { Change = Next() };
            Put(updated);
            return updated;
        }
    }

    public Folder MoveFolder(Folder folder, Folder target)
    {
        lock (_gate)
        {
            if (folder.Distinguished is not null || ChildNamed(target.Id, folder.Name) is not null || IsWithin(target.Id, folder.Id))
            {
                throw EwsError.MoveCopyFailed();
            }

            return UpdateFolder(folder, current => current with { ParentId = target.Id });
        }
    }

    public void RemoveFolder(Folder folder)
    {
        lock (_gate)
        {
            if (folder.Distinguished is not null)
            {
                throw EwsError.DistinguishedFolder();
            }

            foreach (var child in Children(folder.Id, isDeep: false))
            {
                RemoveFolder(child);
            }

            foreach (var id in _contents[folder.Id].Items.Keys.ToArray())
            {
                RemoveItem(id, keepContent: false);
            }

            var stone = new Tombstone(0, folder.Id, folder.Added, Next());
            _folderTombstones.Add(stone);
            _pending.Tombstones.Add(stone);
            _pending.RemovedFolders.Add(folder.Id);
            _contents[folder.ParentId].Children.Remove(folder.Id);
            _contents.Remove(folder.Id);
            _folders.Remove(folder.Id);
        }
    }

    public static ObjectKind KindOf(Folder folder) => folder switch
    {
        { IsSearchFolder: true } => ObjectKind.SearchFolder,
        { Class: { } name } when name.StartsWith("IPF.Appointment", StringComparison.OrdinalIgnoreCase) => ObjectKind.CalendarFolder,
        { Class: { } name } when name.StartsWith("IPF.Contact", StringComparison.OrdinalIgnoreCase) => ObjectKind.ContactsFolder,
        { Class: { } name } when name.StartsWith("IPF.Task", StringComparison.OrdinalIgnoreCase) => ObjectKind.TasksFolder,
        _ => ObjectKind.Folder,
    };

    private void CreateTree(bool hasArchive)
    {
        var names = FolderNames.For(Language);
        foreach (var planned in FolderTree.For(hasArchive))
        {
            var id = Next();
            var parent = planned.Parent is null ? 0 : _distinguished.TryGetValue(planned.Parent, out var known) ? known : throw new InvalidOperationException(planned.Parent);
            Put(new Folder
            {
                Id = id,
                ParentId = parent,
                Name = names.Of(planned),
                Class = planned.Class,
                Distinguished = planned.Key,
                Change = id,
                Added = id,
                Created = _time.GetUtcNow(),
                IsSearchFolder = planned.IsSearchFolder,
            });
        }
    }

    private void Put(Folder folder)
    {
        if (_folders.TryGetValue(folder.Id, out var before) && before.ParentId != folder.ParentId && before.ParentId != 0)
        {
            _contents[before.ParentId].Children.Remove(folder.Id);
        }

        Index(folder);
        if (folder.ParentId != 0)
        {
            _contents[folder.ParentId].Children.Add(folder.Id);
        }

        _pending.Folders.Add(folder);
    }

    private void Index(Folder folder)
    {
        _folders[folder.Id] = folder;
        _contents.TryAdd(folder.Id, new FolderContents());
        if (folder.Distinguished is not null)
        {
            _distinguished[folder.Distinguished] = folder.Id;
        }
    }

    private void Collect(long parent, bool isDeep, List<Folder> found)
    {
        foreach (var child in _contents[parent].Children.Select(id => _folders[id]).OrderBy(folder => folder.Name, StringComparer.OrdinalIgnoreCase))
        {
            found.Add(child);
            if (isDeep)
            {
                Collect(child.Id, isDeep, found);
            }
        }
    }

    private void RequireFreeName(long parent, string name, long self)
    {
        if (name.Length is 0 or > MaxNameLength)
        {
            // Code by analogy with a failed save; no recording. Assumption.
            throw new EwsError("ErrorFolderSave", "The folder save operation failed due to invalid property values.");
        }

        if (ChildNamed(parent, name) is { } existing && existing.Id != self)
        {
            throw EwsError.FolderExists();
        }
    }

    private Folder? ChildNamed(long parent, string name)
    {
        foreach (var id in _contents[parent].Children)
        {
            if (string.Equals(_folders[id].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return _folders[id];
            }
        }

        return null;
    }

    private bool IsWithin(long folder, long ancestor)
    {
        for (var id = folder; id != 0; id = _folders[id].ParentId)
        {
            if (id == ancestor)
            {
                return true;
            }
        }

        return false;
    }
}
