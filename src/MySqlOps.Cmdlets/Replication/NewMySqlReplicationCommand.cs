using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Provisioning;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>New-MySqlReplication: has servers follow a source.</summary>
[Cmdlet(VerbsCommon.New, "MySqlReplication", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Gtid")]
[OutputType(typeof(MySqlReplication))]
public sealed class NewMySqlReplicationCommand : ReplicationPairCmdlet
{
    // Boxed: a field of the engine's own value type would load the engine when PowerShell lists this module's types.
    private object? _provision;
    private bool _isWhatIf;
    private bool _isConfirmGiven;

    /// <summary>The account that the replicas log in with; without a password one is made up.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ReplicationCredential { get; set; }

    /// <summary>The hosts from which the account may log in, where it is made.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReplicationHost { get; set; }

    /// <summary>The PEM file of the authorities that the replica trusts, as a path on the replica.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReplicaCaFile { get; set; }

    /// <summary>How the replica comes by the source's data.</summary>
    [Parameter]
    public ProvisionMethod Provision
    {
        get => _provision is ProvisionMethod method ? method : ProvisionMethod.Auto;
        set => _provision = value;
    }

    /// <summary>Begins with the oldest binary log of the source.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Beginning")]
    public SwitchParameter FromBeginning { get; set; }

    /// <summary>Begins with this binary log of the source.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Position")]
    [ValidateNotNullOrEmpty]
    public string? BinlogFile { get; set; }

    /// <summary>Begins at this position of the binary log.</summary>
    [Parameter(ParameterSetName = "Position")]
    [ValidateRange(4, long.MaxValue)]
    public long BinlogPosition { get; set; } = 4;

    /// <summary>Holds transactions back for so many seconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int DelaySeconds { get; set; }

    /// <summary>Has commits of the source wait until a replica has them.</summary>
    [Parameter]
    public SwitchParameter SemiSync { get; set; }

    /// <summary>The replica's applier workers.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int WorkerCount { get; set; }

    /// <summary>Leaves the replica writable.</summary>
    [Parameter]
    public SwitchParameter Writable { get; set; }

    /// <summary>Proves that a change arrives.</summary>
    [Parameter]
    public SwitchParameter TestWrite { get; set; }

    /// <summary>How long to wait for a cloned server to come back.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 86_400)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Goes on with failed checks that may be gone on with, and replaces a replica's data.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        _isWhatIf = IsWhatIf;
        _isConfirmGiven = MyInvocation.BoundParameters.ContainsKey("Confirm");
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var folder = WorkingFolder;
        var options = Options();
        Run(async (pipeline, cancellationToken) =>
        {
            var source = await ResolveAsync(Source, folder, cancellationToken);
            using var builder = new ReplicationBuilder(source, options, pipeline, TimeProvider.System);
            List<SetupPlan> plans = [];
            await foreach (var outcome in Fleet.RunAsync(Replicas, ThrottleLimit, async (argument, token) => await builder.PlanAsync(await ResolveAsync(argument, folder, token), token), cancellationToken))
            {
                if (outcome.Error is { } error)
                    pipeline.Error(error);
                else if (await AllowsAsync(outcome.Value!, pipeline))
                    plans.Add(outcome.Value!);
            }

            await foreach (var outcome in Fleet.RunAsync(plans, ThrottleLimit, builder.RunAsync, cancellationToken))
            {
                if (outcome.Error is { } error)
                    pipeline.Error(error);
                if (outcome.Value is { } replication)
                    pipeline.Output(WithCredential(replication));
            }
        });
    }

    /// <summary>Shows or asks about one plan. Only where data is lost is it asked about unbidden.</summary>
    private async Task<bool> AllowsAsync(SetupPlan plan, Pipeline pipeline)
    {
        var replica = plan.Facts.Replica.ToString();
        try
        {
            plan.ThrowIfRefused();
        }
        catch (MySqlOpsException e)
        {
            pipeline.Error(e);
            return false;
        }

        foreach (var check in plan.Checks.Where(static check => check.Status != CheckStatus.Pass))
        {
            if (check.Status == CheckStatus.Fail)
                pipeline.Warning($"{replica}: {check.Message}");
            else
                pipeline.Verbose($"{replica}: {check.Message}");
        }

        if (plan.Steps.Count == 0)
            pipeline.Verbose($"{replica} follows {plan.Facts.Source} as is wanted: nothing is to be changed.");
        if (_isWhatIf)
        {
            foreach (var step in plan.Steps)
                await pipeline.ShouldProcessAsync(step.Server.ToString(), step.ToString());
            return false;
        }

        return !(plan.DestroysData || (_isConfirmGiven && plan.Steps.Count > 0))
            || await pipeline.ShouldProcessAsync(replica, plan.DestroysData ? $"Replace ALL its data ({string.Join(", ", plan.Facts.Replica.Databases)}) by that of {plan.Facts.Source}" : $"Make it a replica of {plan.Facts.Source}");
    }

    /// <summary>The credential is PowerShell's own, and so is not the engine's to give.</summary>
    private static PSObject WithCredential(MySqlReplication replication)
    {
        var result = PSObject.AsPSObject(replication);
        PSCredential? credential = null;
        if (replication.Password is { } password)
        {
            var secret = new System.Security.SecureString();
            foreach (var character in password.Reveal())
                secret.AppendChar(character);
            secret.MakeReadOnly();
            credential = new PSCredential(replication.ReplicationUser, secret);
        }

        result.Properties.Add(new PSNoteProperty("Credential", credential));
        return result;
    }

    private SetupOptions Options()
    {
        var given = MyInvocation.BoundParameters;
        var account = ReplicationCredential is { } credential && credential != PSCredential.Empty ? credential : null;
        var password = account?.GetNetworkCredential().Password is { Length: > 0 } text ? new Secret(text) : null;
        return CommonOptions() with
        {
            Start = FromBeginning ? ReplicationStart.FromBeginning : BinlogFile is null ? ReplicationStart.AutoPosition : ReplicationStart.Position,
            BinlogFile = BinlogFile,
            BinlogPosition = BinlogPosition,
            Delay = given.ContainsKey(nameof(DelaySeconds)) ? TimeSpan.FromSeconds(DelaySeconds) : null,
            SemiSync = SemiSync,
            WorkerCount = given.ContainsKey(nameof(WorkerCount)) ? WorkerCount : null,
            IsWritable = Writable,
            Provision = Provision,
            ReplicationUser = account?.UserName ?? SetupOptions.DefaultUser,
            IsUserGiven = account is not null,
            Password = password ?? ReplicationAccount.MakePassword(),
            IsPasswordGenerated = password is null,
            ReplicationHost = ReplicationHost,
            CaFile = ReplicaCaFile,
            TestWrite = TestWrite,
            Force = Force,
            Timeout = Timeout,
        };
    }
}
