using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Compare.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Compare;

/// <summary>What comes out of a comparison: objects, texts, or one word.</summary>
internal sealed class ComparisonOutput(Pipeline pipeline, DiffType type, bool showReverse, bool isQuiet, bool keeps)
{
    private readonly List<MySqlDifference> _kept = [];
    private readonly List<MySqlDifference> _object = [];

    /// <summary>Takes a difference; false when no further one matters.</summary>
    public bool Take(MySqlDifference difference)
    {
        if (keeps)
            _kept.Add(difference);
        if (isQuiet)
        {
            _object.Add(difference);
            return keeps;
        }

        if (type == DiffType.Object)
        {
            pipeline.Output(difference);
        }
        else if (difference.Kind is DifferenceKind.RowMissing or DifferenceKind.RowExtra or DifferenceKind.RowDiffers)
        {
            Flush();
            Write(DifferenceTexts.OfRow(difference, type), [difference]);
        }
        else
        {
            // The differences of one object come one after another, and make one text.
            if (_object.Count > 0 && !IsSameObject(_object[0], difference))
                Flush();
            _object.Add(difference);
        }

        return true;
    }

    /// <summary>Writes what is left, and the script.</summary>
    public async Task EndAsync(MySqlComparison comparison, string? path, CancellationToken cancellationToken)
    {
        if (path is not null)
            await WriteScriptAsync(path, cancellationToken);
        foreach (var skipped in comparison.Skipped)
            pipeline.Warning($"{skipped.Type} {skipped.Name} was not compared: {skipped.Reason}");
        foreach (var note in comparison.Notes)
            pipeline.Verbose(note);
        if (isQuiet)
            pipeline.Output(_object.Count == 0 && comparison.Skipped.Count == 0);
        else
            Flush();
    }

    private static bool IsSameObject(MySqlDifference first, MySqlDifference second) =>
        first.ObjectType == second.ObjectType && first.Name == second.Name && first.Database == second.Database;

    /// <summary>Everything, whatever it may lose: a script is read before it is run. What can't be written is named.</summary>
    private async Task WriteScriptAsync(string path, CancellationToken cancellationToken)
    {
        var servers = Synchronizer.ByServer(_kept);
        if (servers.Any(static one => one.Server is null))
            throw new MySqlOpsException(ErrorId.SyncUnsupported, "A folder is not changed, so there is no script for it. Compare with -ChangesFor the server.", path);
        var stream = File.Create(path);
        await using (stream)
        {
            foreach (var (server, differences) in servers)
            {
                var options = new SyncOptions { AllowDestructive = true, AllowReplica = true, TriggerAction = SyncTriggerAction.Fire };
                var plan = await new Synchronizer(server!, options, pipeline, TimeProvider.System).PlanAsync(differences, cancellationToken);
                foreach (var refusal in plan.Refusals)
                    pipeline.Error(new MySqlOpsException(refusal.Id, refusal.Message, refusal.Difference));
                await plan.WriteScriptAsync(stream, cancellationToken);
            }
        }
    }

    private void Flush()
    {
        if (_object.Count == 0)
            return;
        Write(DifferenceTexts.OfObject(_object, type), _object);
        _object.Clear();
    }

    private void Write(string text, IReadOnlyList<MySqlDifference> differences)
    {
        pipeline.Output(text.TrimEnd('\n'));
        if (!showReverse || type != DiffType.Sql)
            return;
        var reverse = string.Join("\n", differences.Select(static difference => difference.ReverseSql));
        pipeline.Output(string.Join("\n", reverse.Split('\n').Select(static line => $"-- reverse: {line}")));
    }
}
