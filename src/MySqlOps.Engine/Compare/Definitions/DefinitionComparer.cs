using System.Runtime.CompilerServices;
using MySqlOps.Engine.Compare.Definitions.Accounts;
using MySqlOps.Engine.Compare.Definitions.Scratch;
using MySqlOps.Engine.Compare.Definitions.Sides;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions;

/// <summary>
/// Compares definitions. What two servers hold is read in bulk; a SHOW CREATE is asked only for objects whose facts differ or are not all told (<see cref="TableFingerprints"/>,
/// <see cref="ProgramFingerprints"/>), so that the number of statements does not grow with the tables that are equal.
/// </summary>
internal sealed class DefinitionComparer(ComparedSide source, ComparedSide target, CompareOptions options, ComparisonTally tally, IOperationObserver observer)
{
    private readonly SideNames _names = new(options);

    /// <summary>Compares: databases first, then objects by their type and name.</summary>
    /// <exception cref="MySqlOpsException">A side can't be reached or read; PrivilegeMissing where a folder's scratch database may not be made.</exception>
    public async IAsyncEnumerable<MySqlDifference> CompareAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var one = await OpenAsync(source, target, isSource: true, cancellationToken).ConfigureAwait(false);
        await using (one.ConfigureAwait(false))
        {
            var other = await OpenAsync(target, source, isSource: false, cancellationToken).ConfigureAwait(false);
            await using (other.ConfigureAwait(false))
            {
                var (wanted, present) = options.ChangesForSource ? (other, one) : (one, other);
                var maker = new DifferenceMaker(source, target, options, _names.SourceOf);
                var matched = await MatchAsync(wanted, present, cancellationToken).ConfigureAwait(false);
                var probe = options.ProbeCost && (options.ChangesForSource ? source : target).Server is { } server ? new CostProbe(server, observer) : null;
                var differences = matched.Compare(maker, options, _names, tally).ToList();
                foreach (var difference in probe is null ? differences : await probe.ProbeAsync(differences, cancellationToken).ConfigureAwait(false))
                    yield return difference;
                if (!options.Accounts)
                    yield break;
                await foreach (var difference in new AccountComparer(maker, tally, observer).CompareAsync(wanted, present, source.Server is not null && target.Server is not null, cancellationToken).ConfigureAwait(false))
                    yield return difference;
            }
        }
    }

    private async Task<DefinitionSide> OpenAsync(ComparedSide side, ComparedSide other, bool isSource, CancellationToken cancellationToken)
    {
        var server = side.Server ?? other.Server ?? throw new MySqlOpsException(
            ErrorId.ServerUnsupported, "Definitions of two folders can't be compared without a server that reads them: give a server for one side.", side.Folder);
        ScratchFolder? folder = null;
        if (side.Folder is not null)
        {
            var databases = options.Selection.Databases;
            var named = databases.Count == 1 ? databases[0] : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(side.Folder)));
            folder = await ScratchFolder.LoadAsync(side.Folder, server, isSource ? named : options.TargetDatabases.GetValueOrDefault(named, named), observer, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await DefinitionSide.OpenAsync(server, _names.Select(isSource, folder), folder, observer, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            if (folder is not null)
                await folder.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<MatchedSides> MatchAsync(DefinitionSide wanted, DefinitionSide present, CancellationToken cancellationToken)
    {
        var withAutoIncrement = !options.Ignore.HasFlag(IgnoredProperty.AutoIncrement);
        var withPrograms = options.TargetDatabases.All(pair => pair.Key == pair.Value) && source.Folder is null && target.Folder is null;
        var readWanted = wanted.ReadAsync(withAutoIncrement, withPrograms, cancellationToken);
        var readPresent = present.ReadAsync(withAutoIncrement, withPrograms, cancellationToken);
        await Task.WhenAll(readWanted, readPresent).ConfigureAwait(false);
        var (to, from) = (await readWanted.ConfigureAwait(false), await readPresent.ConfigureAwait(false));
        if (options.ReadEveryDefinition)
            (to, from) = (to.WithoutFingerprints(), from.WithoutFingerprints());
        if (to.Databases.Count + from.Databases.Count == 0)
            throw new MySqlOpsException(ErrorId.DatabaseMissing, $"Neither {source} nor {target} has a database that was asked for, or the accounts can't see it.", source);
        var hints = new RenameHints(options.RenameHints, _names.ChangedOf, options.ChangesForSource);
        var pairs = ObjectPairs.Of(to, from, hints);
        tally.AddObjects(pairs.Count + to.Databases.Keys.Union(from.Databases.Keys, StringComparer.Ordinal).Count());
        var readTo = wanted.DefineAsync(pairs.ToRead(isWanted: true), cancellationToken);
        var readFrom = present.DefineAsync(pairs.ToRead(isWanted: false), cancellationToken);
        await Task.WhenAll(readTo, readFrom).ConfigureAwait(false);
        return new MatchedSides(to, from, pairs, hints, await readTo.ConfigureAwait(false), await readFrom.ConfigureAwait(false));
    }
}
