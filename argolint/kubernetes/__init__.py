"""What Kubernetes asks of the pods that Argo builds: names, images, amounts, containers and volumes."""
