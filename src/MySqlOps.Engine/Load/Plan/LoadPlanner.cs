using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Dump.Manifest;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Ledger;

namespace MySqlOps.Engine.Load.Plan;

/// <summary>Makes the plan of a load from what the export holds and what the target says. It asks nobody.</summary>
internal sealed class LoadPlanner
{
    /// <summary>From here on it is felt how the rows go up.</summary>
    private const long MuchTextBytes = 64L * 1024 * 1024;

    private readonly ExportManifest _manifest;
    private readonly ExportDefinitions _definitions;
    private readonly TargetFacts _facts;
    private readonly LoadOptions _options;
    private readonly LoadScope _scope;
    private readonly string _request;
    private readonly LedgerLoad? _resumed;
    private readonly TableSteps _tables;
    private readonly List<LoadStep> _steps = [];
    private readonly List<LoadRefusal> _refusals = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _remarks = [];

    private LoadPlanner(ExportManifest manifest, ExportDefinitions definitions, TargetFacts facts, LoadOptions options)
    {
        _manifest = manifest;
        _definitions = definitions;
        _facts = facts;
        _options = options;
        _scope = LoadScope.Select(manifest, definitions, options);
        _request = LoadFingerprint.Of(manifest, _scope, options);
        _resumed = facts.UnfinishedLoads.FirstOrDefault(load => load.Request == _request);
        _tables = new TableSteps(facts, options, _resumed);
    }

    /// <summary>Makes the plan.</summary>
    public static LoadPlan Plan(ExportManifest manifest, ExportDefinitions definitions, TargetFacts facts, LoadOptions options) =>
        new LoadPlanner(manifest, definitions, facts, options).Plan();

    private LoadPlan Plan()
    {
        var abandoned = FindAbandoned();
        _refusals.AddRange(ServerChecks.Find(_manifest, _facts, _options));
        _refusals.AddRange(_scope.Missing.Select(name => new LoadRefusal(ErrorId.TableMissing, $"The export has no database, table or view {name}.")));
        _refusals.AddRange(NameChecks.Find(_scope, _facts));
        _refusals.AddRange(FeatureChecks.Find(_scope, _facts));
        _notes.AddRange(ServerChecks.Notes(_facts));
        AddUploadNote();
        _notes.AddRange(NameChecks.Notes(_manifest, _facts));
        AddDatabases();
        AddTables();
        AddObjects();
        AddAccounts();
        var gtids = AddGtids();
        _refusals.AddRange(_tables.Existing.Refusals);
        _notes.AddRange(_tables.Existing.Notes);
        return new LoadPlan
        {
            Options = _options,
            Facts = _facts,
            Abandoned = abandoned,
            Steps = [.. _steps.OrderBy(step => step.Phase)],
            Refusals = _refusals,
            Notes = _notes,
            Remarks = _remarks,
            Databases = [.. _scope.Databases.Select(database => database.Target)],
            Request = _request,
            Resumed = _resumed,
            GtidSet = gtids,
        };
    }

    private void AddDatabases()
    {
        if (_options.Content == ExportContent.Data)
            return;
        foreach (var (_, target, script) in _scope.Databases.Where(database => !_facts.Databases.Contains(database.Target, _facts.NameComparer)))
            _steps.Add(ObjectSteps.OfDatabase(target, script));
    }

    private void AddTables()
    {
        foreach (var table in _scope.Tables)
        {
            if (_options.Content != ExportContent.Data && table.Definition is null)
                _notes.Add($"The export holds rows only: {table.Target} must be there.");
            var disposition = _tables.Decide(table);
            if (disposition is not (Disposition.Skip or Disposition.Refuse))
                _steps.AddRange(_tables.Of(disposition == Disposition.Continue ? table : Settle(table), disposition));
        }
    }

    /// <summary>A table whose general tablespace the target lacks gets a file of its own. Names that begin with innodb_ are every server's own.</summary>
    private ScopedTable Settle(ScopedTable table)
    {
        if (table.Definition is not { Tablespace: { } tablespace } definition
            || tablespace.StartsWith("innodb_", StringComparison.OrdinalIgnoreCase)
            || _facts.Tablespaces?.Contains(tablespace) != false)
        {
            return table;
        }

        _notes.Add($"{table.Target} gets a file of its own, because {_facts.Server} has no tablespace {tablespace}. To keep the table in one, create it before the import.");
        return table with { Definition = definition.WithoutTablespace() };
    }

    private void AddUploadNote()
    {
        if (_facts.AllowsLocalInfile || _options.Content == ExportContent.Schema)
            return;
        var slower = $"{_facts.Server} has local_infile off: rows go by INSERT, which is slower than LOAD DATA.";
        var isMuch = _scope.Tables.Sum(table => table.Table.Chunks.Sum(chunk => chunk.TextBytes)) >= MuchTextBytes;
        (isMuch ? _notes : _remarks).Add(slower);
    }

    private void AddObjects()
    {
        var made = _scope.Tables.Where(table => _steps.Exists(step => step.Target == table.Target)).Select(table => table.Target).ToHashSet();
        foreach (var one in _scope.Objects)
        {
            // A table that stays as it is keeps its triggers, and gets none.
            if (one.Table is { } table && !made.Contains(table) && _tables.Existing.Find("TABLE", table) is not null)
                continue;
            if (RenamedNames.FindIn(one.Script, _options.RenamedDatabases) is { Count: > 0 } names)
            {
                _notes.Add($"The {one.Kind.ToLowerInvariant()} {one.Target} is left out: its text names {string.Join(", ", names)}, which is renamed, and texts are not rewritten. Create it by hand.");
                continue;
            }

            var disposition = _tables.Existing.Decide(one.Kind, one.Target);
            if (disposition is Disposition.Make or Disposition.Replace)
                _steps.AddRange(ObjectSteps.OfObject(one, disposition == Disposition.Replace));
        }
    }

    private void AddAccounts()
    {
        var accounts = new List<AccountStatements>();
        foreach (var account in AccountStatements.Sort(_definitions.Accounts))
        {
            var isOwn = _resumed is { State: LedgerState.Loading } && _resumed.Objects.Contains(new LedgerObject("ACCOUNT", "", account.Account));
            if (account.Account == _facts.ConnectedAccount)
                _remarks.Add($"The account {account.Account} is the one that is connected, and stays as it is.");
            else if (_facts.Accounts?.Contains(account.Account) == true && !isOwn)
                _notes.Add($"The account {account.Account} is there already and stays as it is.");
            else
                accounts.Add(account);
        }

        _steps.AddRange(ObjectSteps.OfAccounts(accounts));
        if (_options.IncludeUser && _manifest.Accounts is null)
            _notes.Add("The export has no accounts.");
        if (accounts.Count > 0 && _options.RenamedDatabases.Any(pair => pair.Key != pair.Value && !SelectionFilter.IsReserved(pair.Key)))
            _notes.Add("Grants on renamed databases keep the old names.");
    }

    private string? AddGtids()
    {
        // What an unfinished load decided holds: by now the target has executed what that load did.
        var decision = _resumed is null ? GtidDecision.Make(_manifest, _scope, _facts, _options) : new GtidDecision(_resumed.GtidSet);
        if (decision.Note is { } note)
            _notes.Add(note);
        if (decision.Remark is { } remark)
            _remarks.Add(remark);
        if (decision.Set is { } set)
            _steps.Add(new LoadStep { Phase = LoadPhase.Gtids, Action = "Add to gtid_purged", Reason = set, Target = new Catalog.ObjectName("", "") });
        return decision.Set;
    }

    /// <summary>Unfinished loads of other exports that hold some of our objects: replaced when asked for, else refused.</summary>
    private IReadOnlyList<long> FindAbandoned()
    {
        var names = _scope.Tables.Select(table => table.Target).Concat(_scope.Objects.Select(one => one.Target)).Select(name => name.ToString()).ToHashSet(_facts.NameComparer);
        var others = _facts.UnfinishedLoads.Where(load => load != _resumed && load.Objects.Any(one => names.Contains($"{one.Database}.{one.Name}"))).ToArray();
        if (_options.IfExists == ExistingObjects.Replace)
            return [.. others.Select(load => load.Id)];
        foreach (var other in others)
        {
            var common = other.Objects.First(one => names.Contains($"{one.Database}.{one.Name}"));
            var reason = other.ExportId == _manifest.Id.ToString() ? "with other options" : $"of another export ({other.ExportId})";
            _refusals.Add(new LoadRefusal(
                ErrorId.LoadExportChanged,
                $"An unfinished import {reason} holds {common.Database}.{common.Name} on {_facts.Server}. Finish that one, or begin anew with -IfExists Replace."));
        }

        return [];
    }
}
