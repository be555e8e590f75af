"""What Kubernetes asks of the pods that Argo builds: names, images, amounts, containers, volumes and patches."""
